using System.Text.Json.Serialization;

using LeadScoring.Functions.Capture;

namespace LeadScoring.Functions.Tracking;

/// <summary>Answer of <c>POST /track</c>, 202.</summary>
/// <param name="Accepted">Events stored now.</param>
/// <param name="Duplicates">Events that were there already; they count once.</param>
/// <param name="Rejected">Events that were not taken, and why.</param>
public sealed record TrackAnswer(
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("duplicates")] int Duplicates,
    [property: JsonPropertyName("rejected")] IReadOnlyList<RejectedItem> Rejected);

[JsonSerializable(typeof(TrackAnswer))]
internal sealed partial class TrackJson : JsonSerializerContext;
