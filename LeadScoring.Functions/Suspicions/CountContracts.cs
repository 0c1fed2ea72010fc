using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Suspicions;

/// <summary>Body of <c>POST /api/v1/leads/{lead}/events/{event}/count</c>.</summary>
/// <param name="Counts">Whether the event counts from now on; <c>false</c> leaves it out of the score.</param>
public sealed record CountRequest([property: JsonPropertyName("counts")] bool Counts);

/// <summary>Answer of <c>POST /api/v1/leads/{lead}/events/{event}/count</c>.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Event">Key of the event in question.</param>
/// <param name="Counts">Whether it counts from now on, whatever speaks against it.</param>
public sealed record CountAnswer(
    [property: JsonPropertyName("lead")] string Lead, [property: JsonPropertyName("event")] string Event, [property: JsonPropertyName("counts")] bool Counts);

/// <summary>JSON of the route.</summary>
[JsonSerializable(typeof(CountAnswer))]
[JsonSerializable(typeof(CountRequest))]
internal sealed partial class CountJson : JsonSerializerContext;
