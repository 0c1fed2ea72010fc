using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>A model in a list.</summary>
/// <param name="Version">The active version; absent when it was never published.</param>
/// <param name="Draft">Whether there is a draft that differs from the active version.</param>
/// <param name="TimeZone">Whose days it counts, e.g. <c>UTC</c>; absent when the document cannot be read.</param>
/// <param name="ReviewBy">The day by which people mean to review the active version; absent when its document does not say how often.</param>
/// <param name="ReviewDue">Whether that day has come; absent with it.</param>
/// <param name="Outline">Of the active version; absent when it was never published, or when this app cannot read it any more.</param>
public sealed record ModelItem(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("draft")] bool Draft,
    [property: JsonPropertyName("timeZone")] string? TimeZone = null,
    [property: JsonPropertyName("reviewBy")] Day? ReviewBy = null,
    [property: JsonPropertyName("reviewDue")] bool? ReviewDue = null,
    [property: JsonPropertyName("outline")] OutlineItem? Outline = null);

/// <summary>Answer of <c>GET /api/v1/models</c>.</summary>
public sealed record ModelList([property: JsonPropertyName("models")] IReadOnlyList<ModelItem> Models);

/// <summary>Answer of <c>GET /api/v1/models/{model}</c>.</summary>
/// <param name="Version">The active version; absent when it was never published.</param>
/// <param name="Draft">Whether <paramref name="Yaml"/> is a draft that differs from the active version; otherwise it is the version asked for, or the active one.</param>
/// <param name="Yaml">The document.</param>
/// <param name="Versions">Published versions, oldest first.</param>
/// <param name="TimeZone">Whose days the document counts, e.g. <c>UTC</c>; absent when it cannot be read.</param>
/// <param name="Hash">Names the text of <paramref name="Yaml"/>: an approval is for exactly one text.</param>
/// <param name="Approvals">Whose approval a publish of this text needs, and who gave it; absent where it needs none.</param>
/// <param name="DraftBy">Who saved the draft, e.g. <c>key:ann</c>; absent without a draft, and of one that an older app saved.</param>
/// <param name="DraftAt">When it was saved; absent without a draft, and of one that an older app saved.</param>
/// <param name="Outline">Of <paramref name="Yaml"/>, with its rules; absent when it cannot be read.</param>
public sealed record ModelAnswer(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("draft")] bool Draft,
    [property: JsonPropertyName("yaml")] string Yaml,
    [property: JsonPropertyName("versions")] IReadOnlyList<VersionItem> Versions,
    [property: JsonPropertyName("timeZone")] string? TimeZone = null,
    [property: JsonPropertyName("hash")] string? Hash = null,
    [property: JsonPropertyName("approvals")] IReadOnlyList<ApprovalItem>? Approvals = null,
    [property: JsonPropertyName("draftBy")] string? DraftBy = null,
    [property: JsonPropertyName("draftAt")] DateTimeOffset? DraftAt = null,
    [property: JsonPropertyName("outline")] OutlineItem? Outline = null);

/// <summary>A role whose approval a publish needs.</summary>
/// <param name="Role"><c>marketing</c> or <c>sales</c>.</param>
/// <param name="By">Whose approval stands for it, e.g. <c>key:sue</c>; absent while it is missing.</param>
/// <param name="At">When it was given.</param>
public sealed record ApprovalItem(
    [property: JsonPropertyName("role")] string Role,
    [property: JsonPropertyName("by")] string? By,
    [property: JsonPropertyName("at")] DateTimeOffset? At);

public sealed record VersionItem(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("author")] string Author,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("at")] DateTimeOffset At);

/// <summary>Answer of <c>PUT /api/v1/models/{model}</c>.</summary>
public sealed record DraftAnswer(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("draft")] bool Draft,
    [property: JsonPropertyName("findings")] IReadOnlyList<FindingItem> Findings);

/// <summary>Body of <c>POST /api/v1/models/{model}/publish</c>.</summary>
/// <param name="Author">Who publishes.</param>
/// <param name="Reason">Why, for those who read the history later.</param>
/// <param name="Confirm">The number of leads that are handed off at once, where the app asks for it.</param>
public sealed record PublishRequest(
    [property: JsonPropertyName("author"), Required] string? Author,
    [property: JsonPropertyName("reason"), Required] string? Reason,
    [property: JsonPropertyName("confirm")] int? Confirm = null);

/// <param name="Rebuild">Where the progress of the rebuild is shown.</param>
/// <param name="Note">What changes with the version although the document does not say it; absent when nothing does.</param>
/// <param name="Says">What it does to the leads, in a sentence.</param>
/// <param name="AtOnce">How many leads it hands off at once; absent where there is no preview of it.</param>
/// <param name="PerWeek">How many a week from then on; absent where there is no preview of it.</param>
/// <param name="Changes">What is different from the version before, each in a sentence.</param>
/// <param name="Findings">What is doubtful about the document: warnings, which stop no publish.</param>
public sealed record PublishAnswer(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("rebuild")] string Rebuild,
    [property: JsonPropertyName("note"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null,
    [property: JsonPropertyName("says")] string Says = "",
    [property: JsonPropertyName("atOnce")] int? AtOnce = null,
    [property: JsonPropertyName("perWeek")] decimal? PerWeek = null,
    [property: JsonPropertyName("changes")] IReadOnlyList<string>? Changes = null,
    [property: JsonPropertyName("findings")] IReadOnlyList<FindingItem>? Findings = null);

/// <summary>Progress of a rebuild.</summary>
/// <param name="State"><c>running</c> or <c>done</c>.</param>
/// <param name="Leads">Leads done so far.</param>
public sealed record RebuildAnswer(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("bucketsDone")] int BucketsDone,
    [property: JsonPropertyName("buckets")] int Buckets,
    [property: JsonPropertyName("leads")] int Leads);

/// <summary>JSON of the model routes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(TimeConverter), typeof(InstantConverter), typeof(DayConverter)])]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(RebuildAnswer))]
internal sealed partial class ModelsJson : JsonSerializerContext;
