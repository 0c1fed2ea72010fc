using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Sources;

/// <summary>Answer of <c>GET /api/v1/sources</c>.</summary>
/// <param name="Sources">What can be connected.</param>
/// <param name="Connections">What is.</param>
/// <param name="Nowhere">Requests to hooks of no connection: a vendor may have a wrong address.</param>
public sealed record SourceList(
    [property: JsonPropertyName("sources")] IReadOnlyList<SourceItem> Sources,
    [property: JsonPropertyName("connections")] IReadOnlyList<ConnectionItem> Connections,
    [property: JsonPropertyName("nowhere")] NowhereItem Nowhere);

/// <summary>Requests to hooks of no connection.</summary>
/// <param name="Refused">How many.</param>
/// <param name="LastRefusedAt">When the last.</param>
public sealed record NowhereItem(
    [property: JsonPropertyName("refused")] long Refused,
    [property: JsonPropertyName("lastRefusedAt")] DateTimeOffset? LastRefusedAt);

/// <summary>A source that can be connected.</summary>
public sealed record SourceItem(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("proof")] string Proof);

/// <param name="Source">Its source.</param>
/// <param name="Connection">Its name.</param>
/// <param name="Hook">The path, or the address, that the vendor is told.</param>
/// <param name="Secrets">Which secrets count, by name.</param>
/// <param name="LastReceivedAt">When it last proved itself.</param>
/// <param name="LastRefusedAt">When it last did not.</param>
/// <param name="Accepted">Events stored.</param>
/// <param name="Duplicates">Events that were there already.</param>
/// <param name="Rejected">Events kept in Rejected.</param>
/// <param name="Refused">Requests that did not prove themselves.</param>
/// <param name="Document">As it was put.</param>
public sealed record ConnectionItem(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("connection")] string Connection,
    [property: JsonPropertyName("hook")] string Hook,
    [property: JsonPropertyName("secrets")] IReadOnlyList<SecretItem> Secrets,
    [property: JsonPropertyName("lastReceivedAt")] DateTimeOffset? LastReceivedAt,
    [property: JsonPropertyName("lastRefusedAt")] DateTimeOffset? LastRefusedAt,
    [property: JsonPropertyName("accepted")] long Accepted,
    [property: JsonPropertyName("duplicates")] long Duplicates,
    [property: JsonPropertyName("rejected")] long Rejected,
    [property: JsonPropertyName("refused")] long Refused,
    [property: JsonPropertyName("document")] JsonElement Document);

/// <summary>A secret by its name.</summary>
/// <param name="Name">In the configuration.</param>
/// <param name="Use"><c>sign</c> or <c>url</c>.</param>
/// <param name="State"><c>active</c>, <c>early</c>, <c>over</c>, <c>missing</c>: it would count, and the configuration has none, or <c>unusable</c>: what it has is not a key of this source.</param>
public sealed record SecretItem(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("state")] string State);

[JsonSerializable(typeof(SourceList))]
[JsonSerializable(typeof(ConnectionItem))]
internal sealed partial class SourcesJson : JsonSerializerContext;
