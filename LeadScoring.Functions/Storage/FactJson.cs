using System.Diagnostics;
using System.Text.Json;

using LeadScoring.Domain.Decisions;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>The stored form of decisions; the type stands beside it in the row.</summary>
internal static class FactJson
{
    public static byte[] Write(Decision decision) => decision switch
    {
        Decision.Inquired d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Inquired),
        Decision.Responded d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Responded),
        Decision.Qualified d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Qualified),
        Decision.Upgraded d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Upgraded),
        Decision.Recycled d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Recycled),
        Decision.Disqualified d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Disqualified),
        Decision.Signal d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Signal),
        Decision.FollowUpAsked d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.FollowUpAsked),
        Decision.FollowUpOverdue d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.FollowUpOverdue),
        Decision.Overdue d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Overdue),
        Decision.Abandoned d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Abandoned),
        Decision.Routed d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Routed),
        Decision.Merged d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Merged),
        Decision.Erased d => JsonSerializer.SerializeToUtf8Bytes(d, StorageJson.Default.Erased),
        _ => throw new UnreachableException(decision.Type),
    };

    public static Decision Read(string? type, byte[] bytes) => type switch
    {
        "lead.inquired" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Inquired)!,
        "lead.respond" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Responded)!,
        "lead.qualified" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Qualified)!,
        "lead.upgraded" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Upgraded)!,
        "lead.recycled" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Recycled)!,
        "lead.disqualified" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Disqualified)!,
        "lead.signal" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Signal)!,
        "lead.followup" => JsonSerializer.Deserialize(bytes, StorageJson.Default.FollowUpAsked)!,
        "lead.followup.overdue" => JsonSerializer.Deserialize(bytes, StorageJson.Default.FollowUpOverdue)!,
        "lead.overdue" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Overdue)!,
        "lead.abandoned" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Abandoned)!,
        "lead.routed" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Routed)!,
        "lead.merged" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Merged)!,
        "lead.erased" => JsonSerializer.Deserialize(bytes, StorageJson.Default.Erased)!,
        _ => throw new NewerFormatException($"a newer version of the app wrote the fact '{type}'"),
    };
}
