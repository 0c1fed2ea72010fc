using System.Text.Json;

namespace LeadScoring.CrmConnector.Settings;

/// <summary>
/// What <c>./run</c> leaves in its data folder for other programs on this machine: <c>running.json</c> with <c>url</c> and <c>storage</c>, which
/// change at each start, <c>serviceBus</c> where it runs one, and <c>keys.json</c> with <c>connectorKey</c>.
/// </summary>
internal sealed class LocalApp(string folder)
{
    public const string RunningFile = "running.json";
    public const string KeysFile = "keys.json";

    /// <summary>The connection string of its storage.</summary>
    /// <exception cref="AppNotRunningException">It does not run.</exception>
    public string Storage() => Text(RunningFile, "storage");

    /// <summary>Its root, without a slash at the end.</summary>
    /// <exception cref="AppNotRunningException">It does not run.</exception>
    public string Url() => Text(RunningFile, "url");

    /// <summary>The key for connectors; an app of an earlier release has one key for everything.</summary>
    /// <exception cref="AppNotRunningException">It has never run there.</exception>
    public string Key() => Find(KeysFile, "connectorKey") ?? Text(KeysFile, "functionKey");

    /// <summary>The connection string of its local Service Bus; null when it has none, or does not run.</summary>
    public string? Bus() => Find(RunningFile, "serviceBus");

    private string Text(string name, string member) => Find(name, member)
        ?? throw new AppNotRunningException($"the app does not run with the data folder '{folder}' ({Path.Combine(folder, name)} has no '{member}'). Start it: ./run --demo");

    private string? Find(string name, string member)
    {
        var path = Path.Combine(folder, name);
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            if (file.RootElement.ValueKind is JsonValueKind.Object && file.RootElement.TryGetProperty(member, out var value) && value.GetString() is { Length: > 0 } text)
                return text;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // There is none, or the app ends or begins just now.
        }

        return null;
    }
}
