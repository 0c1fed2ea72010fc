using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Files;

/// <summary><c>access.json</c> of a data folder: named keys by their hashes, in the form of settings, so that the app reads the file itself. It holds no key.</summary>
internal static class AccessFile
{
    /// <summary>The keys, by name and slot; empty when there is no file.</summary>
    /// <exception cref="StartException">It is there and cannot be read.</exception>
    public static SortedDictionary<string, SortedDictionary<string, string>> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return new(StringComparer.Ordinal);
            return JsonSerializer.Deserialize(File.ReadAllText(path), AccessJson.Default.AccessDocument)?.Section?.Access?.Keys ?? throw Broken(path, null);
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Broken(path, cause);
        }
    }

    /// <summary>Writes it; a running app reads it within a second.</summary>
    public static void Write(string path, SortedDictionary<string, SortedDictionary<string, string>> keys)
    {
        try
        {
            PrivateFile.Write(path, new AccessDocument(new AccessSection(new AccessPart(keys))), AccessJson.Default.AccessDocument);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartException("LS-LOCAL-013", $"The file {path} cannot be written: {cause.Message}", "Choose another data folder with --data, or make this one writable.", cause);
        }
    }

    /// <summary>What is said of a file that cannot be read.</summary>
    public static StartException Broken(string path, Exception? cause) => new(
        "LS-LOCAL-016", $"The file {path} cannot be read as keys by their hashes.", "Restore it from a copy, or delete it and make the keys again with `leads keys new`.", cause);
}

/// <summary>The file.</summary>
internal sealed record AccessDocument([property: JsonPropertyName("LeadScoring")] AccessSection? Section);

/// <summary>Its section.</summary>
internal sealed record AccessSection([property: JsonPropertyName("Access")] AccessPart? Access);

/// <summary>Keys by name and slot.</summary>
internal sealed record AccessPart([property: JsonPropertyName("Keys")] SortedDictionary<string, SortedDictionary<string, string>>? Keys);

[JsonSerializable(typeof(AccessDocument))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class AccessJson : JsonSerializerContext;
