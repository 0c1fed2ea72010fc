using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Configuration;

namespace LeadScoring.Local.Files;

/// <summary><c>running.json</c> in the data folder, while the app runs: where other programs of this machine, such as a CRM connector, find it and its storage.</summary>
internal static class RunningFile
{
    private const string Name = "running.json";

    /// <param name="bus">Connection string of the local Service Bus; null for none. Another is not written: its key is a secret.</param>
    public static void Write(string folder, string url, IConfiguration settings, string? bus)
    {
        var (queues, tables) = (StorageConnection.OfQueues(settings).ConnectionString, StorageConnection.OfTables(settings).ConnectionString);
        PrivateFile.Write(Path.Combine(folder, Name), new Running(url, queues, tables == queues ? null : tables, bus), RunningJson.Default.Running);
    }

    /// <summary>The app that runs with a data folder; null when none does, or what is there cannot be read.</summary>
    public static Running? Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllText(file), RunningJson.Default.Running) : null;
        }
        catch (Exception gone) when (gone is JsonException or IOException)
        {
            // The app ends, or begins, just now.
            return null;
        }
    }

    /// <summary>A killed app leaves the file; the next start replaces it.</summary>
    public static void Delete(string folder) => File.Delete(Path.Combine(folder, Name));
}

/// <summary>A running app.</summary>
/// <param name="Url">Where it listens.</param>
/// <param name="Storage">Connection string of its storage; absent when that is reached with an identity.</param>
/// <param name="DataStorage">Connection string of the storage with its tables, where that is another one.</param>
/// <param name="ServiceBus">Connection string of the local Service Bus, where messages go to one.</param>
internal sealed record Running(
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("storage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Storage,
    [property: JsonPropertyName("dataStorage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DataStorage = null,
    [property: JsonPropertyName("serviceBus"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ServiceBus = null);

[JsonSerializable(typeof(Running))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class RunningJson : JsonSerializerContext;
