using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Local.Files;

/// <summary>
/// Secrets with which <c>leads send</c> signs and which the local app of the same data folder knows: made at its first start. Of one data folder only: no vendor and no
/// other app has them.
/// </summary>
/// <param name="Plain">Random text.</param>
/// <param name="PublicKey">Base64, SubjectPublicKeyInfo; what the app knows of the key pair.</param>
/// <param name="PrivateKey">Base64, PKCS 8.</param>
internal sealed record TestSecrets(
    [property: JsonPropertyName("plain"), JsonRequired] string Plain,
    [property: JsonPropertyName("publicKey"), JsonRequired] string PublicKey,
    [property: JsonPropertyName("privateKey"), JsonRequired] string PrivateKey)
{
    private const string PlainName = "LeadsSend";
    private const string Base64Name = "LeadsSendBase64";
    private const string StandardName = "LeadsSendStandard";
    private const string BasicName = "LeadsSendBasic";
    private const string KeyName = "LeadsSendKey";

    private static readonly string[] AllNames = [PlainName, Base64Name, StandardName, BasicName, KeyName];

    /// <summary>The names under which the app knows them, and what it knows.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, string Value)> Told => [(PlainName, Plain), (Base64Name, Base64), (StandardName, Standard), (BasicName, "leads:" + Plain), (KeyName, PublicKey)];

    // As Standard Webhooks writes shared secrets.
    private string Standard => "whsec_" + Base64;

    private string Base64 => Convert.ToBase64String(Convert.FromHexString(Plain));

    /// <summary>Whether a name is one of theirs: the app knows no other value under it.</summary>
    public static bool IsTaken(string name) => AllNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the file of a data folder, or makes it, readable by its owner only.</summary>
    public static TestSecrets ReadOrCreate(string folder)
    {
        if (Read(folder) is { } there)
            return there;
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var made = new TestSecrets(RandomNumberGenerator.GetHexString(64, lowercase: true), Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(pair.ExportPkcs8PrivateKey()));
        PrivateFile.Write(FileOf(folder), made, TestSecretsJson.Default.TestSecrets);
        return made;
    }

    /// <summary>Reads the file of a data folder; null when there is none that can be read.</summary>
    public static TestSecrets? Read(string folder)
    {
        try
        {
            return File.Exists(FileOf(folder)) ? JsonSerializer.Deserialize(File.ReadAllText(FileOf(folder)), TestSecretsJson.Default.TestSecrets) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or UnauthorizedAccessException)
        {
            // Nothing is lost with it: it is made again.
            return null;
        }
    }

    /// <summary>What a vendor signs with that proves itself in this way.</summary>
    public string For(VerifierDescriptor way) => Of(way).Value;

    /// <summary>The names that a connection gives, for a vendor that proves itself in this way.</summary>
    public IReadOnlyList<(string Name, string Use)> Names(VerifierDescriptor way)
    {
        List<(string, string)> names = [(Of(way).Name, SecretNames.Word(way.Use))];
        if (way.Also is { } also)
            names.AddRange(Names(also));
        return [.. names.Distinct()];
    }

    private (string Name, string Value) Of(VerifierDescriptor way) => way switch
    {
        { Scheme: Scheme.EcdsaSha256 } => (KeyName, PrivateKey),
        { Scheme: Scheme.Basic } => (BasicName, "leads:" + Plain),
        { SecretPrefix: "whsec_" } => (StandardName, Standard),
        { SecretIsBase64: true } => (Base64Name, Base64),
        _ => (PlainName, Plain),
    };

    private static string FileOf(string folder) => Path.Combine(folder, "send-secrets.json");
}

[JsonSerializable(typeof(TestSecrets))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class TestSecretsJson : JsonSerializerContext;
