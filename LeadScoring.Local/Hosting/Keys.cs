using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Hosting;

/// <summary>The secrets of one data folder: made at its first start, kept ever after.</summary>
/// <param name="Function">Opens the routes that ask for a function key.</param>
/// <param name="Installation">Base64; makes lead ids, so data written under one key cannot be found under another.</param>
internal sealed record Keys(
    [property: JsonPropertyName("functionKey"), JsonRequired] string Function,
    [property: JsonPropertyName("installationKey"), JsonRequired] string Installation)
{
    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Opens(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Function));

    /// <summary>Reads the file, or makes it, readable by its owner only.</summary>
    public static Keys ReadOrCreate(string path)
    {
        if (File.Exists(path))
            return Read(path);
        var keys = new Keys(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        PrivateFile.Write(path, keys, KeysJson.Default.Keys);
        return keys;
    }

    private static Keys Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize(File.ReadAllText(path), KeysJson.Default.Keys);
            if (keys is { Function.Length: >= 16, Installation.Length: > 0 })
                return keys;
        }
        catch (JsonException)
        {
            // Said below, with what to do.
        }
        throw new StartException("LS-LOCAL-012", $"The file {path} does not hold a functionKey of at least 16 characters and an installationKey.",
            "Restore it from a copy; without its installationKey the data beside it cannot be read. To start anew, delete the whole folder.");
    }
}

[JsonSerializable(typeof(Keys))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class KeysJson : JsonSerializerContext;
