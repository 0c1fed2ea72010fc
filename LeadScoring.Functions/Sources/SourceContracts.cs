using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources;

/// <summary>Body of <c>PUT /api/v1/sources/{source}/{connection}</c>: the whole document.</summary>
/// <remarks>For the API's description: <see cref="Connections.ConnectionReader"/> reads it member by member.</remarks>
/// <param name="Secrets">The secrets that prove a delivery, by name. <c>GET /api/v1/sources</c> says which proof a source needs.</param>
/// <param name="Fields">What a field of the vendor is in the profile, by the vendor's name of it.</param>
/// <param name="Set">Profile fields that every event of the connection sets.</param>
/// <param name="Types">The event type of a kind of the vendor, by the vendor's name of it.</param>
/// <param name="Url">The address that is set at the vendor, where the vendor signs it.</param>
/// <param name="ToleranceSeconds">How old a signed delivery may be, 1 to 86,400.</param>
/// <param name="Origins">Origins that may ask by CloudEvents' handshake.</param>
/// <param name="Map">Where the parts of an event are in a delivery, for a source without a mapping of its own.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConnectionRequest(
    [property: JsonPropertyName("secrets")] IReadOnlyList<SecretRequest>? Secrets,
    [property: JsonPropertyName("fields")] IReadOnlyDictionary<string, string>? Fields,
    [property: JsonPropertyName("set")] IReadOnlyDictionary<string, string>? Set,
    [property: JsonPropertyName("types")] IReadOnlyDictionary<string, string>? Types,
    [property: JsonPropertyName("url")] string? Url,
    [property: JsonPropertyName("toleranceSeconds")] int? ToleranceSeconds,
    [property: JsonPropertyName("origins")] IReadOnlyList<string>? Origins,
    [property: JsonPropertyName("map")] JsonElement? Map);

/// <summary>A secret of a connection. It is saved in the configuration; only its name stands here.</summary>
/// <param name="Name">In the configuration: <c>LeadScoring__Secrets__{name}</c>.</param>
/// <param name="Use"><c>sign</c>, or <c>url</c> for a secret in the address.</param>
/// <param name="NotBefore">When it begins to count.</param>
/// <param name="NotAfter">When it ceases to count.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SecretRequest(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("use")] string? Use,
    [property: JsonPropertyName("notBefore")] DateTimeOffset? NotBefore,
    [property: JsonPropertyName("notAfter")] DateTimeOffset? NotAfter);

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

[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(SourceList))]
[JsonSerializable(typeof(ConnectionItem))]
[JsonSerializable(typeof(ConnectionRequest))]
internal sealed partial class SourcesJson : JsonSerializerContext;
