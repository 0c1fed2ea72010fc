using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Files;

/// <summary><c>secrets.json</c> of a data folder: secrets of webhooks and of signed identities by their names, in the form of settings, so that the app reads the file itself.</summary>
internal static class SecretsFile
{
    /// <summary>The secrets by name; empty when there is no file. Names that differ in case only are one, as in all settings.</summary>
    /// <exception cref="StartException">It is there and cannot be read.</exception>
    public static SortedDictionary<string, string> Read(string path)
    {
        try
        {
            if (!File.Exists(path))
                return new(StringComparer.OrdinalIgnoreCase);
            return new(JsonSerializer.Deserialize(File.ReadAllText(path), SecretsJson.Default.SecretsDocument)?.Section?.Secrets ?? throw Broken(path, null), StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception cause) when (cause is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Broken(path, cause);
        }
    }

    /// <summary>Writes it, readable by its owner only; a running app reads it within a second.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static void Write(string path, SortedDictionary<string, string> secrets) =>
        PrivateFile.Write(path, new SecretsDocument(new SecretsSection(new Dictionary<string, string>(secrets, StringComparer.Ordinal))), SecretsJson.Default.SecretsDocument);

    /// <summary>What is said of a file that cannot be read.</summary>
    public static StartException Broken(string path, Exception? cause) => new(
        "LS-LOCAL-017", $"The file {path} cannot be read as secrets by their names.", "Restore it from a copy, or delete it and enter the secrets again with `leads secrets set`.", cause);
}

/// <summary>The file.</summary>
internal sealed record SecretsDocument([property: JsonPropertyName("LeadScoring")] SecretsSection? Section);

/// <summary>Its section.</summary>
internal sealed record SecretsSection([property: JsonPropertyName("Secrets")] Dictionary<string, string>? Secrets);

[JsonSerializable(typeof(SecretsDocument))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class SecretsJson : JsonSerializerContext;
