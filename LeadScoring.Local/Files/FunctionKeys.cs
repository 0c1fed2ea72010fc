using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Local.Files;

/// <summary>The secrets of one data folder: made at its first start, kept ever after.</summary>
/// <param name="Function">Has the role admin.</param>
/// <param name="Master">The same, and opens the host's own routes.</param>
/// <param name="Connector">Has the role connector, for a CRM connector on this machine.</param>
/// <param name="Installation">Base64; makes lead ids, so data written under one key cannot be found under another.</param>
internal sealed record FunctionKeys(
    [property: JsonPropertyName("functionKey"), JsonRequired] string Function,
    [property: JsonPropertyName("masterKey")] string Master,
    [property: JsonPropertyName("connectorKey")] string? Connector,
    [property: JsonPropertyName("installationKey"), JsonRequired] string Installation)
{
    private const int Shortest = 16;

    public bool IsFunction(string? given) => Same(given, Function);

    public bool IsMaster(string? given) => Same(given, Master);

    /// <summary>Reads the file, or makes it, readable by its owner only. One of an older version is given the keys that it lacks; those that it has stay.</summary>
    public static FunctionKeys ReadOrCreate(string path)
    {
        if (!File.Exists(path))
            return Write(path, new FunctionKeys(NewKey(), NewKey(), NewKey(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        var keys = Read(path);
        return keys is { Master: not null, Connector: not null } ? keys : Write(path, keys with { Master = keys.Master ?? NewKey(), Connector = keys.Connector ?? NewKey() });
    }

    private static FunctionKeys Read(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize(File.ReadAllText(path), KeysJson.Default.FunctionKeys);
            if (keys is { Function.Length: >= Shortest, Installation.Length: > 0, Master: null or { Length: >= Shortest }, Connector: null or { Length: >= Shortest } })
                return keys;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            // Said below, with what to do.
        }
        throw new StartException("LS-LOCAL-012", $"The file {path} must contain a functionKey and a masterKey of at least {Shortest} characters and an installationKey.",
            "Restore it from a copy; without its installationKey the data beside it cannot be read. To start from scratch, delete the whole folder.");
    }

    private static FunctionKeys Write(string path, FunctionKeys keys)
    {
        PrivateFile.Write(path, keys, KeysJson.Default.FunctionKeys);
        return keys;
    }

    private static string NewKey() => AccessKeyText.NewKey();

    // Compares in a time that does not depend on where the two differ.
    private static bool Same(string? given, string key) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));
}

[JsonSerializable(typeof(FunctionKeys))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class KeysJson : JsonSerializerContext;
