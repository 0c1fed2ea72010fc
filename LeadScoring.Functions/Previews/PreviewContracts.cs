using System.Text.Json.Serialization;

using LeadScoring.Domain.Previews;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Previews;

/// <summary>Body of <c>POST /api/v1/models/{model}/preview</c>; an empty one is as good as none.</summary>
/// <param name="Yaml">The document; absent = the draft.</param>
/// <param name="Capacity">How many leads sales can take in a week.</param>
/// <param name="Buckets">How many of the 256 buckets of leads are tried: 256 = all leads; 16 = one in sixteen, in seconds.</param>
public sealed record PreviewRequest(
    [property: JsonPropertyName("yaml")] string? Yaml = null,
    [property: JsonPropertyName("capacity")] int? Capacity = null,
    [property: JsonPropertyName("buckets")] int? Buckets = null);

/// <summary>What publishing a document would do.</summary>
/// <param name="State"><c>done</c>.</param>
/// <param name="Hash">Names the text that was tried.</param>
/// <param name="Against">The live version; absent when the model was never published.</param>
/// <param name="ComputedAt">The time as of which leads were tried.</param>
/// <param name="Buckets">How many of the 256 buckets were tried: of fewer, all numbers but <paramref name="Tried"/> are estimates for all leads.</param>
/// <param name="Tried">How many leads were tried.</param>
/// <param name="Unreadable">How many could not be read: nothing is known of them.</param>
/// <param name="Leads">How many leads there are.</param>
/// <param name="Says">The result in a sentence.</param>
/// <param name="Decisions">How often something would be decided at once, by the type of its message.</param>
/// <param name="Grades">Who enters and leaves each grade.</param>
/// <param name="Routes">Who enters and leaves each route.</param>
/// <param name="Changed">The leads that change most, most first; at most 20, of those that were tried.</param>
/// <param name="Findings">What is wrong or doubtful about the document, as a publish would find it.</param>
public sealed record PreviewAnswer(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("against")] int? Against,
    [property: JsonPropertyName("computedAt"), JsonConverter(typeof(TimeConverter))] DateTime ComputedAt,
    [property: JsonPropertyName("buckets")] int Buckets,
    [property: JsonPropertyName("tried")] int Tried,
    [property: JsonPropertyName("unreadable")] int Unreadable,
    [property: JsonPropertyName("leads")] EstimateItem Leads,
    [property: JsonPropertyName("says")] string Says,
    [property: JsonPropertyName("handOffs")] HandOffForecast HandOffs,
    [property: JsonPropertyName("decisions")] IReadOnlyDictionary<string, int> Decisions,
    [property: JsonPropertyName("grades")] IReadOnlyList<PlaceItem> Grades,
    [property: JsonPropertyName("routes")] IReadOnlyList<PlaceItem> Routes,
    [property: JsonPropertyName("changed")] IReadOnlyList<ChangedItem> Changed,
    [property: JsonPropertyName("findings")] IReadOnlyList<FindingItem> Findings);

/// <summary>A number of leads, with the limits between which it is at 95 %; all are the same where all leads were tried.</summary>
public sealed record EstimateItem([property: JsonPropertyName("number")] int Number, [property: JsonPropertyName("low")] int Low, [property: JsonPropertyName("high")] int High)
{
    internal static EstimateItem Of(Estimate estimate) => new(estimate.Number, estimate.Low, estimate.High);
}

/// <summary>What sales gets.</summary>
/// <param name="AtOnce">Leads that are handed off, or upgraded, by the publish itself.</param>
/// <param name="PerWeek">Leads that would have been handed off newly in a week, on average of the last weeks.</param>
/// <param name="Weeks">The same of each of the last four weeks, oldest first.</param>
/// <param name="Capacity">How many leads sales can take in a week; absent when the request does not say.</param>
/// <param name="WeeksOfWork">For how many weeks those at once keep sales busy, at that capacity.</param>
/// <param name="Hidden">Leads that sales is working on and that the document's audience leaves out: they stay with sales and show no score. Absent while apps of two versions are running and an older one counted some.</param>
public sealed record HandOffForecast(
    [property: JsonPropertyName("atOnce")] EstimateItem AtOnce,
    [property: JsonPropertyName("perWeek")] decimal PerWeek,
    [property: JsonPropertyName("weeks")] IReadOnlyList<int> Weeks,
    [property: JsonPropertyName("capacity")] int? Capacity,
    [property: JsonPropertyName("weeksOfWork")] decimal? WeeksOfWork,
    [property: JsonPropertyName("hidden")] EstimateItem? Hidden = null);

/// <summary>A grade or a route.</summary>
/// <param name="Name">The grade, or the id of the route.</param>
/// <param name="Before">Leads in it now.</param>
/// <param name="After">Leads in it after the publish.</param>
public sealed record PlaceItem(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("before")] int Before,
    [property: JsonPropertyName("after")] int After,
    [property: JsonPropertyName("entered")] int Entered,
    [property: JsonPropertyName("left")] int Left);

/// <summary>A lead that a publish would change.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="Before">Where it stands; absent where the live version says nothing about it.</param>
/// <param name="After">Where it would stand; absent where the document says nothing about it.</param>
/// <param name="Decisions">Types of the messages that would be sent at once.</param>
/// <param name="Reasons">What makes the difference, in words, the largest first.</param>
public sealed record ChangedItem(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("before")] ChangedPlace? Before,
    [property: JsonPropertyName("after")] ChangedPlace? After,
    [property: JsonPropertyName("decisions")] IReadOnlyList<string> Decisions,
    [property: JsonPropertyName("reasons")] IReadOnlyList<string> Reasons);

/// <summary>Where a lead stands under one version.</summary>
/// <param name="Grade">Absent where the model has none.</param>
public sealed record ChangedPlace(
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("grade")] string? Grade,
    [property: JsonPropertyName("route")] string Route)
{
    internal static ChangedPlace? Of(LeadPlace? place) => place is null ? null : new ChangedPlace(place.Score, place.Grade, place.Route);
}

/// <summary>202: the preview is being computed; ask again.</summary>
/// <param name="State"><c>computing</c>.</param>
/// <param name="Hash">Names the text that is tried.</param>
/// <param name="BucketsDone">Parts of the leads that are done.</param>
/// <param name="Buckets">Of this many.</param>
/// <param name="Tried">Leads that were tried so far.</param>
/// <param name="RetryAfterSeconds">When to ask again.</param>
public sealed record PreviewProgress(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("bucketsDone")] int BucketsDone,
    [property: JsonPropertyName("buckets")] int Buckets,
    [property: JsonPropertyName("tried")] int Tried,
    [property: JsonPropertyName("retryAfterSeconds")] int RetryAfterSeconds);

/// <summary>JSON of previews: stored parts, messages and answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PreviewFigures))]
[JsonSerializable(typeof(PreviewRequest))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(PreviewProgress))]
[JsonSerializable(typeof(ReportBucketMessage))]
internal sealed partial class PreviewsJson : JsonSerializerContext;
