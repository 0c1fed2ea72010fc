using System.Text.Json.Serialization;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Capture;

/// <summary>Answer of <c>POST /api/v1/events</c>, 202.</summary>
/// <param name="Accepted">Events stored now.</param>
/// <param name="Duplicates">Events that were there already; they count once.</param>
/// <param name="Rejected">Events that were not taken, and why.</param>
/// <param name="Events">The events taken or known, in the body's order.</param>
public sealed record CaptureAnswer(
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("duplicates")] int Duplicates,
    [property: JsonPropertyName("rejected")] IReadOnlyList<RejectedItem> Rejected,
    [property: JsonPropertyName("events")] IReadOnlyList<CapturedItem> Events);

/// <summary>An event that was not taken.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Pointer">JSON pointer to the fault.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Fix">What to send instead.</param>
public sealed record RejectedItem(
    [property: JsonPropertyName("index")] int Index,
    [property: JsonPropertyName("pointer")] string Pointer,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix)
{
    internal static RejectedItem Of(int index, RequestError error) => new(index, error.Pointer, error.Code, error.Detail, error.Fix);
}

/// <summary>An event that was taken, or known.</summary>
/// <param name="Id">The source's id of it.</param>
/// <param name="Lead">The lead's id.</param>
/// <param name="LeftOut">Attributes of its profile that are over the limits and tell nothing; absent when there are none.</param>
public sealed record CapturedItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("leftOut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? LeftOut = null);

[JsonSerializable(typeof(CaptureAnswer))]
[JsonSerializable(typeof(EventRequest))]
[JsonSerializable(typeof(EventsRequest))]
[JsonSerializable(typeof(CloudEventRequest))]
internal sealed partial class CaptureJson : JsonSerializerContext;
