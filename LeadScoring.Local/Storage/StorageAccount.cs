using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>
/// The account under which the storage of a data folder answers: made with it, and readable by its owner only, so that no other user, program or web page of
/// this machine reads the leads.
/// </summary>
/// <param name="Name">In every address and in the stored rows; never changes.</param>
/// <param name="Key">Base64.</param>
internal sealed record StorageAccount([property: JsonPropertyName("account"), JsonRequired] string Name, [property: JsonPropertyName("key"), JsonRequired] string Key)
{
    // As those of Azure.
    private const int KeyBytes = 64;

    // What earlier versions stored, they stored under the published account of every Azurite. It keeps that name and gets a key of its own.
    private const string EarlierName = "devstoreaccount1";
    private const string EarlierTables = "table.json";

    /// <summary>As Azurite takes it.</summary>
    [JsonIgnore]
    public string ForAzurite => $"{Name}:{Key}";

    /// <summary>That of a storage folder; made where it has none.</summary>
    /// <exception cref="StartException">The file cannot be read or written.</exception>
    public static StorageAccount Of(string folder)
    {
        var file = Path.Combine(folder, "account.json");
        try
        {
            PrivateFolder.Create(folder);
            if (File.Exists(file))
                return Read(file);
            var name = File.Exists(Path.Combine(folder, EarlierTables)) ? EarlierName : "leads" + RandomNumberGenerator.GetHexString(8, lowercase: true);
            var made = new StorageAccount(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
            PrivateFile.Write(file, made, StorageAccountJson.Default.StorageAccount);
            return made;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataFolderErrors.NotWritable(folder, cause);
        }
    }

    /// <summary>For clients.</summary>
    public string ConnectionString(int queuePort, int tablePort) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};QueueEndpoint={Endpoint(queuePort)};TableEndpoint={Endpoint(tablePort)};";

    private static StorageAccount Read(string file)
    {
        try
        {
            if (JsonSerializer.Deserialize(File.ReadAllText(file), StorageAccountJson.Default.StorageAccount) is { Name.Length: > 2 } account && IsKey(account.Key) && account.Name.All(char.IsAsciiLetterOrDigit))
                return account;
        }
        catch (JsonException)
        {
            // Said below, with what to do.
        }
        throw new StartException("LS-LOCAL-012", $"The file {file} must contain the account of the storage beside it and a key of {KeyBytes} bytes in base64.",
            "Restore it from a copy. The account is the text before each `$` in the names of the tables in table.json; the key may be any new one.");
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == KeyBytes;
    }

    private string Endpoint(int port) => $"http://127.0.0.1:{port}/{Name}";
}

[JsonSerializable(typeof(StorageAccount))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class StorageAccountJson : JsonSerializerContext;
