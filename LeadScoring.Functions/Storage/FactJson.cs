using System.Diagnostics;
using System.Text.Json;

using LeadScoring.Domain.Decisions;

namespace LeadScoring.Functions.Storage;

/// <summary>The stored form of decisions; the type stands beside it in the row.</summary>
internal static class FactJson
{
    public static byte[] Write(Decision decision) => decision switch
    {
        Decision.Qualified qualified => JsonSerializer.SerializeToUtf8Bytes(qualified, StorageJson.Default.Qualified),
        Decision.Upgraded upgraded => JsonSerializer.SerializeToUtf8Bytes(upgraded, StorageJson.Default.Upgraded),
        Decision.Recycled recycled => JsonSerializer.SerializeToUtf8Bytes(recycled, StorageJson.Default.Recycled),
        Decision.Disqualified disqualified => JsonSerializer.SerializeToUtf8Bytes(disqualified, StorageJson.Default.Disqualified),
        Decision.Signal signal => JsonSerializer.SerializeToUtf8Bytes(signal, StorageJson.Default.Signal),
        _ => throw new UnreachableException(decision.Type),
    };

    public static Decision Read(string? type, byte[] bytes) => type switch
    {
        "lead.qualified" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Qualified)!,
        "lead.upgraded" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Upgraded)!,
        "lead.recycled" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Recycled)!,
        "lead.disqualified" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Disqualified)!,
        "lead.signal" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Signal)!,
        _ => throw new JsonException($"a newer version of the app wrote the fact '{type}'"),
    };
}
