using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;

using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Telemetry;

/// <summary>Where Application Insights is and who the app is there, by the settings that the Functions host reads too.</summary>
/// <param name="Connection">Connection string.</param>
/// <param name="Credential">The managed identity; null where the connection string is enough.</param>
internal sealed record InsightsSettings(string Connection, TokenCredential? Credential)
{
    private const string ConnectionName = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AuthenticationName = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Null when nothing is to be sent there.</summary>
    /// <exception cref="SettingException">Who the app is cannot be read.</exception>
    public static InsightsSettings? Read(IConfiguration configuration) => configuration[ConnectionName] is { } connection && !string.IsNullOrWhiteSpace(connection)
        ? new(connection, CredentialOf(configuration[AuthenticationName]))
        : null;

    /// <summary>Sets the exporter up.</summary>
    public void Apply(AzureMonitorExporterOptions options)
    {
        options.ConnectionString = Connection;
        options.Credential = Credential;
        // Both ask or measure all the time, in every instance, for what the portal shows of the plan anyway.
        options.EnableLiveMetrics = false;
        options.EnablePerformanceCounters = false;
        // Logs are few, and an error is worth keeping whether or not its trace is.
        options.EnableTraceBasedLogsSampler = false;
    }

    // "Authorization=AAD" is the system-assigned identity, "ClientId=...;Authorization=AAD" a user-assigned one.
    private static ManagedIdentityCredential? CredentialOf(string? authentication)
    {
        if (string.IsNullOrWhiteSpace(authentication))
            return null;
        string? clientId = null;
        var isEntra = false;
        foreach (var part in authentication.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (part, "");
            if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.Equals("AAD", StringComparison.OrdinalIgnoreCase))
                isEntra = true;
            else if (name.Equals("ClientId", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(value, out _))
                clientId = value;
            else
                throw Unreadable();
        }

        if (!isEntra)
            throw Unreadable();
        return new(clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
    }

    private static SettingException Unreadable() => new(
        $"The setting {AuthenticationName} cannot be read. Write 'Authorization=AAD' for the system-assigned identity, or 'ClientId=00000000-0000-0000-0000-000000000000;Authorization=AAD' for a user-assigned one.");
}
