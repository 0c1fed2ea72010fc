using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Backups;

/// <summary>What a backup holds, in its file <c>manifest.json</c>; written last, so that a backup without one is none.</summary>
internal sealed record BackupManifest
{
    /// <summary>Version of the form of backups.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Its name in the folder.</summary>
    public const string FileName = "manifest.json";

    [JsonPropertyName("format")]
    public required int Format { get; init; }

    /// <summary>Highest schema of a lead's state that can be in it.</summary>
    [JsonPropertyName("leadSchema")]
    public required int LeadSchema { get; init; }

    /// <summary>Version of the program that took it.</summary>
    [JsonPropertyName("app")]
    public required string App { get; init; }

    /// <summary>When it was begun: what happened from then on may be in it or not.</summary>
    [JsonPropertyName("takenAt")]
    public required DateTimeOffset TakenAt { get; init; }

    [JsonPropertyName("endedAt")]
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Tells whether an installation key is the one that made the ids in it, and tells nothing about the key.</summary>
    [JsonPropertyName("installation")]
    public required string Installation { get; init; }

    /// <summary>Only the list of erased people, no data.</summary>
    [JsonPropertyName("erasuresOnly")]
    public bool ErasuresOnly { get; init; }

    [JsonPropertyName("files")]
    public required IReadOnlyList<BackedUpFile> Files { get; init; }

    /// <summary>Keyed hash of all the rest.</summary>
    [JsonPropertyName("seal")]
    public string Seal { get; init; } = "";

    /// <summary>The fingerprint of an installation key.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, "leadscoring backup: installation"u8).AsSpan(0, 16));

    public BackupManifest Sealed(ReadOnlySpan<byte> key) => this with { Seal = SealOf(key) };

    /// <summary>Whether it is as it was sealed under that key.</summary>
    public bool IsSealedBy(ReadOnlySpan<byte> key) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Seal), Encoding.ASCII.GetBytes(SealOf(key)));

    private string SealOf(ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(this with { Seal = "" }, BackupJson.Default.BackupManifest)));
}

/// <summary>A file of a backup.</summary>
/// <param name="Table">The table whose rows it holds, or <see cref="Erasures"/>.</param>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Rows">How many lines.</param>
/// <param name="Sha256">Of the file as it is, in hex.</param>
internal sealed record BackedUpFile(
    [property: JsonPropertyName("table")] string Table,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("rows")] long Rows,
    [property: JsonPropertyName("sha256")] string Sha256)
{
    /// <summary>Stands for a table: a row of each person who was erased.</summary>
    public const string Erasures = "Erasures";
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
