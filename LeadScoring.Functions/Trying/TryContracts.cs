using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Trying;

/// <summary>Body of <c>POST /api/v1/models/{model}/try</c>: a lead that is not in the system. Nothing of it is stored.</summary>
/// <remarks>For the API's description: <see cref="TryReader"/> reads it member by member, so that it can name every fault.</remarks>
/// <param name="Profile">What is known of the lead.</param>
/// <param name="Events">What it did; at most 1,000, repetitions included.</param>
/// <param name="AsOf">The day to evaluate, in the model's time zone; today if it is not given.</param>
/// <param name="Version">A published version to try; if neither it nor <paramref name="Yaml"/> is given, the draft, else the active version.</param>
/// <param name="Yaml">A document to try instead, with the id of the address.</param>
/// <param name="Days">How many days after <paramref name="AsOf"/> to evaluate, too, if nothing but the events happens: 1 to 366. Events times days, the first day included, is at most 100,000.</param>
/// <param name="Rules">Ids of the rules whose points are asked for on each of these days; at most 20, and none if it is not given.</param>
public sealed record TryRequest(
    [property: JsonPropertyName("profile")] IReadOnlyDictionary<string, JsonElement>? Profile,
    [property: JsonPropertyName("events")] IReadOnlyList<TriedEventRequest>? Events,
    [property: JsonPropertyName("asOf")] Day? AsOf,
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("yaml")] string? Yaml,
    [property: JsonPropertyName("days")] int? Days,
    [property: JsonPropertyName("rules")] IReadOnlyList<string>? Rules);

/// <summary>An event as <c>POST /api/v1/events</c> takes it, or as a golden lead of a model writes it. Other members are kept as properties.</summary>
/// <param name="Type">Lower-case words joined by dots; a golden lead says <paramref name="On"/>.</param>
/// <param name="On">The same.</param>
/// <param name="DaysAgo">How many days before <c>asOf</c> it happened; 0 if neither it nor <paramref name="OccurredAt"/> is given.</param>
/// <param name="OccurredAt">When it happened, with an offset.</param>
/// <param name="Times">How often; 1 if it is not given.</param>
/// <param name="Claimed">A stranger could have sent it.</param>
/// <param name="Id">Events of one source and id count once.</param>
/// <param name="Source">In whose name it comes.</param>
/// <param name="Lead">Under which names it comes; not needed.</param>
/// <param name="Properties">What is known of the event.</param>
/// <param name="Profile">What it tells about the lead.</param>
/// <param name="Cleared">Names of attributes that it empties.</param>
public sealed record TriedEventRequest(
    [property: JsonPropertyName("type")] string? Type,
    [property: JsonPropertyName("on")] string? On,
    [property: JsonPropertyName("daysAgo")] int? DaysAgo,
    [property: JsonPropertyName("occurredAt")] DateTimeOffset? OccurredAt,
    [property: JsonPropertyName("times")] int? Times,
    [property: JsonPropertyName("claimed")] bool? Claimed,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("lead")] LeadNameRequest? Lead,
    [property: JsonPropertyName("properties")] IReadOnlyDictionary<string, JsonElement>? Properties,
    [property: JsonPropertyName("profile")] IReadOnlyDictionary<string, JsonElement>? Profile,
    [property: JsonPropertyName("cleared")] IReadOnlyList<string>? Cleared);

/// <summary>JSON of tried leads.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter)])]
[JsonSerializable(typeof(TryRequest))]
internal sealed partial class TryJson : JsonSerializerContext;
