using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Capture;

/// <summary>An event, alone or in a list. Other members are kept as properties.</summary>
/// <remarks>For the API's description: <see cref="EventParser"/> reads it member by member, so that it can name every fault.</remarks>
/// <param name="Type">Lower-case words joined by dots, e.g. <c>asset.downloaded</c>.</param>
/// <param name="Lead">Who did it, by at least one name.</param>
/// <param name="Id">The sender's own id of the event, by which a repetition is recognised.</param>
/// <param name="Source">In whose name it comes: with the id it tells events apart; <c>api</c> if it is not given.</param>
/// <param name="OccurredAt">When it happened, with an offset; the time of receipt if it is not given.</param>
/// <param name="Properties">What is known of the event.</param>
/// <param name="Profile">What is known of the lead.</param>
/// <param name="Cleared">Names of attributes that it empties.</param>
public sealed record EventRequest(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("lead")] LeadNameRequest Lead,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("occurredAt")] DateTimeOffset? OccurredAt,
    [property: JsonPropertyName("properties")] IReadOnlyDictionary<string, JsonElement>? Properties,
    [property: JsonPropertyName("profile")] IReadOnlyDictionary<string, JsonElement>? Profile,
    [property: JsonPropertyName("cleared")] IReadOnlyList<string>? Cleared);

/// <summary>The names of a lead: its address, else its external id, else its visitor id decides who it is.</summary>
/// <param name="Email">One address, without a display name.</param>
/// <param name="Visitor">The id that a browser keeps.</param>
/// <param name="ExternalId">The id in another system, e.g. <c>hubspot:512</c>.</param>
public sealed record LeadNameRequest(
    [property: JsonPropertyName("email")] string? Email,
    [property: JsonPropertyName("visitor")] string? Visitor,
    [property: JsonPropertyName("externalId")] string? ExternalId);

/// <summary>Several events as one body.</summary>
/// <param name="Events">At most 1,000.</param>
public sealed record EventsRequest([property: JsonPropertyName("events")] IReadOnlyList<EventRequest> Events);

/// <summary>A CloudEvent 1.0 as JSON. Its attributes are those of the event; extensions are kept as properties.</summary>
/// <param name="SpecVersion"><c>1.0</c>.</param>
/// <param name="Id">The sender's own id of the event.</param>
/// <param name="Source">With the id it tells events apart.</param>
/// <param name="Type">Lower-case words joined by dots.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Subject">The lead's e-mail address, where the data names no lead.</param>
/// <param name="Data">The event's body: <c>lead</c>, <c>properties</c>, <c>profile</c>; other members become properties.</param>
/// <param name="DataBase64">The same in base64, instead.</param>
public sealed record CloudEventRequest(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("time")] DateTimeOffset? Time,
    [property: JsonPropertyName("subject")] string? Subject,
    [property: JsonPropertyName("data")] JsonElement? Data,
    [property: JsonPropertyName("data_base64")] string? DataBase64);
