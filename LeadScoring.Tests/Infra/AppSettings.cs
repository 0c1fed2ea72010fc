using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Infra;

/// <summary>The settings that the template gives the app, with values as Azure would put them in.</summary>
internal static class AppSettings
{
    public const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    public const string ClientId = "11111111-2222-3333-4444-555555555555";

    // What an expression comes to. One that is not here is a new one.
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["identityClientId"] = ClientId,
        ["hostAccount.properties.primaryEndpoints.blob"] = "https://host.blob.core.windows.net/",
        ["hostAccount.properties.primaryEndpoints.queue"] = "https://host.queue.core.windows.net/",
        ["hostAccount.properties.primaryEndpoints.table"] = "https://host.table.core.windows.net/",
        ["dataAccount.properties.primaryEndpoints.table"] = "https://data.table.core.windows.net/",
        ["first(split(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':'))"] = "bus.servicebus.windows.net",
        ["insights.properties.ConnectionString"] = "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://insights.example/",
        ["'ClientId=${identityClientId};Authorization=AAD'"] = $"ClientId={ClientId};Authorization=AAD",
        ["'@Microsoft.KeyVault(VaultName=${vaultName};SecretName=InstallationKey)'"] = Key,
        ["url"] = "https://func.example",
        ["trackingOrigins"] = "https://www.acme.example",
        ["empty(signInClientId) ? 'off' : 'app-service'"] = "app-service",
    };

    /// <summary>Name and value as the template writes it.</summary>
    public static IReadOnlyDictionary<string, string> Written { get; } = Template.Committed.Module("app").Var("settings").EnumerateArray()
        .ToDictionary(static setting => setting.At("name").GetString()!, static setting => setting.At("value").Shown(), StringComparer.Ordinal);

    /// <summary>As the app reads them.</summary>
    public static IConfiguration Read() => new ConfigurationBuilder()
        .AddInMemoryCollection(Written.Select(static setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)Value(setting.Value))))
        .Build();

    private static string Value(string written) => written.StartsWith('"') ? written.Trim('"')
        : Values.TryGetValue(written, out var value) ? value
        : throw new InvalidOperationException($"The expression {written} of a setting is new here: say what it comes to.");
}
