using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Publishing;

/// <summary>Body of <c>POST /api/v1/models/{model}/rollback</c>.</summary>
/// <param name="Version">The version whose text is published again.</param>
/// <param name="Author">Who does it.</param>
/// <param name="Reason">Why, for those who read the history later.</param>
/// <param name="Confirm">The number of leads that are handed off at once, where the app asks for it.</param>
public sealed record RollbackRequest(
    [property: JsonPropertyName("version"), Required] int? Version,
    [property: JsonPropertyName("author"), Required] string? Author,
    [property: JsonPropertyName("reason"), Required] string? Reason,
    [property: JsonPropertyName("confirm")] int? Confirm = null);

/// <summary>Body of <c>POST /api/v1/models/{model}/approve</c>.</summary>
/// <param name="Hash">Of the draft, as <c>GET /api/v1/models/{model}</c> shows it: nobody approves a text that somebody else has just replaced.</param>
public sealed record ApproveRequest([property: JsonPropertyName("hash"), Required] string? Hash);

/// <summary>Answer of <c>POST /api/v1/models/{model}/approve</c>.</summary>
/// <param name="Hash">Names the text that is approved.</param>
/// <param name="Approvals">Whose approval a publish of it needs, and who gave it.</param>
public sealed record ApproveAnswer(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("approvals")] IReadOnlyList<ApprovalItem> Approvals);

/// <summary>Answer of <c>GET /api/v1/models/{model}/versions</c>.</summary>
/// <param name="Active">The version that is live.</param>
/// <param name="Versions">Newest first.</param>
public sealed record VersionList(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("active")] int Active,
    [property: JsonPropertyName("versions")] IReadOnlyList<VersionDetail> Versions);

/// <summary>A published version.</summary>
/// <param name="Says">What it was said to do to the leads; absent for versions of an older app.</param>
/// <param name="AtOnce">How many leads it was said to hand off at once; absent where nobody knew.</param>
/// <param name="PerWeek">How many a week from then on; absent where nobody knew.</param>
/// <param name="RollbackTo">The version whose text it has, for a rollback.</param>
/// <param name="Changes">What is different from the version that was live before, each in a sentence; at most 200.</param>
public sealed record VersionDetail(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("author")] string Author,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("says")] string? Says,
    [property: JsonPropertyName("atOnce")] int? AtOnce,
    [property: JsonPropertyName("perWeek")] decimal? PerWeek,
    [property: JsonPropertyName("rollbackTo")] int? RollbackTo,
    [property: JsonPropertyName("changes")] IReadOnlyList<string> Changes);

/// <summary>Answer of <c>GET /api/v1/models/{model}/diff</c>.</summary>
/// <param name="From">The version before: a number, or <c>draft</c>.</param>
/// <param name="To">The version after: a number, or <c>draft</c>.</param>
/// <param name="Same">Whether both mean the same.</param>
/// <param name="SameText">Whether both are the same to the byte.</param>
public sealed record DiffAnswer(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("same")] bool Same,
    [property: JsonPropertyName("sameText")] bool SameText,
    [property: JsonPropertyName("changes")] IReadOnlyList<ChangeItem> Changes);

/// <summary>One difference in meaning.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>changed</c>, <c>reweighted</c> (a rule gives other points) or <c>moved</c> (the order).</param>
/// <param name="Part">What changed: <c>rule</c>, <c>route</c>, <c>grades</c> ...</param>
/// <param name="Id">Of it; absent for a part that a model has once.</param>
/// <param name="Aspect">What of it, such as <c>points</c>; absent when all of it came or went.</param>
/// <param name="Old">What it was; absent for something new.</param>
/// <param name="New">What it is; absent for something that is gone.</param>
/// <param name="Text">All of it in a sentence.</param>
public sealed record ChangeItem(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("part")] string Part,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("aspect")] string? Aspect,
    [property: JsonPropertyName("old")] string? Old,
    [property: JsonPropertyName("new")] string? New,
    [property: JsonPropertyName("text")] string Text);

/// <summary>JSON of the routes about publishing.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(PublishAnswer))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(ApproveRequest))]
[JsonSerializable(typeof(ApproveAnswer))]
[JsonSerializable(typeof(VersionList))]
[JsonSerializable(typeof(DiffAnswer))]
internal sealed partial class PublishingJson : JsonSerializerContext;
