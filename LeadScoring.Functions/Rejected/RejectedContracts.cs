using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Rejected;

/// <summary>Answer of <c>GET /api/v1/rejected</c>.</summary>
public sealed record RejectedPage(
    [property: JsonPropertyName("rejected")] IReadOnlyList<KeptItem> Rejected,
    [property: JsonPropertyName("continuation")] string? Continuation);

/// <summary>Something that could not be taken.</summary>
/// <param name="Id">For a replay.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Code">Why.</param>
/// <param name="Pointer">At which place.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Lead">Whose it is, where that is known.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Text">As received; only when one is asked for by its id.</param>
public sealed record KeptItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("pointer")] string Pointer,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix,
    [property: JsonPropertyName("lead")] string? Lead,
    [property: JsonPropertyName("bytes")] int Bytes,
    [property: JsonPropertyName("text"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text);

/// <summary>Body of <c>POST /api/v1/rejected/replay</c>: ids, or a day, a source, or both.</summary>
/// <remarks>For the API's description: <see cref="ReplayRequest"/> reads it member by member.</remarks>
/// <param name="Ids">Of the list, at most 500.</param>
/// <param name="Day">What was refused on this day, UTC, e.g. <c>2026-03-01</c>.</param>
/// <param name="Source">What came from this source, e.g. <c>typeform/signup</c>.</param>
/// <param name="Limit">At most this many of a day or source, 1 to 500; 100 if it is not given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RejectedReplayRequest(
    [property: JsonPropertyName("ids")] IReadOnlyList<string>? Ids,
    [property: JsonPropertyName("day")] string? Day,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("limit")] int? Limit);

/// <summary>Answer of <c>POST /api/v1/rejected/replay</c>.</summary>
/// <param name="Replayed">How many were taken now; they are no longer in Rejected.</param>
/// <param name="Kept">How many were not.</param>
/// <param name="Results">Each of them.</param>
/// <param name="More">There are more that were asked for: send the same request again.</param>
public sealed record ReplayAnswer(
    [property: JsonPropertyName("replayed")] int Replayed,
    [property: JsonPropertyName("kept")] int Kept,
    [property: JsonPropertyName("results")] IReadOnlyList<ReplayItem> Results,
    [property: JsonPropertyName("more")] bool More);

/// <summary>What became of one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome"><c>replayed</c>, <c>kept</c>, or <c>gone</c>: there is nothing under that id.</param>
/// <param name="Code">Why it is kept.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record ReplayItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonPropertyName("detail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonPropertyName("fix"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fix = null);

/// <summary>JSON of what was rejected.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(RejectedPage))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(RejectedReplayRequest))]
internal sealed partial class RejectedJson : JsonSerializerContext;
