using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Models;

/// <summary>A model in a list.</summary>
/// <param name="Version">The active version; absent when it was never published.</param>
public sealed record ModelItem(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("draft")] bool Draft);

/// <summary>Answer of <c>GET /api/v1/models</c>.</summary>
public sealed record ModelList([property: JsonPropertyName("models")] IReadOnlyList<ModelItem> Models);

/// <summary>Answer of <c>GET /api/v1/models/{model}</c>.</summary>
/// <param name="Version">The active version; absent when it was never published.</param>
/// <param name="Draft">Whether <paramref name="Yaml"/> is the draft; otherwise it is the version asked for, or the active one.</param>
/// <param name="Yaml">The document.</param>
/// <param name="Versions">Published versions, oldest first.</param>
public sealed record ModelAnswer(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int? Version,
    [property: JsonPropertyName("draft")] bool Draft,
    [property: JsonPropertyName("yaml")] string Yaml,
    [property: JsonPropertyName("versions")] IReadOnlyList<VersionItem> Versions);

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

/// <summary>Something wrong or doubtful in a model document.</summary>
/// <param name="Severity"><c>error</c> stops a publish; <c>warning</c> does not.</param>
public sealed record FindingItem(
    [property: JsonPropertyName("line")] int Line,
    [property: JsonPropertyName("column")] int Column,
    [property: JsonPropertyName("severity")] string Severity,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix);

/// <summary>Body of <c>POST /api/v1/models/{model}/publish</c>.</summary>
/// <param name="Author">Who publishes.</param>
/// <param name="Reason">Why, for those who read the history later.</param>
public sealed record PublishRequest(
    [property: JsonPropertyName("author"), Required] string? Author,
    [property: JsonPropertyName("reason"), Required] string? Reason);

/// <param name="Rebuild">Where the progress of the rebuild is shown.</param>
/// <param name="Note">What changes with the version although the document does not say it; absent when nothing does.</param>
public sealed record PublishAnswer(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("rebuild")] string Rebuild,
    [property: JsonPropertyName("note"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null);

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
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(PublishAnswer))]
[JsonSerializable(typeof(RebuildAnswer))]
internal sealed partial class ModelsJson : JsonSerializerContext;
