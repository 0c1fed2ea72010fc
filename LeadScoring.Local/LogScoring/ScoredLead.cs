using System.Text.Json.Serialization;

using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.LogScoring;

/// <summary>A lead of a log with its figures.</summary>
/// <param name="Name">As people write it.</param>
/// <param name="Explanation">The evaluation.</param>
/// <param name="Until">The first day on which grade or route change; null for none.</param>
internal sealed record ScoredLead(string Name, Explanation Explanation, Day? Until);

/// <summary>A line of <c>--out leads.ndjson</c>.</summary>
internal sealed record ScoreLine(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, int>? Dimensions,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("until")] Day? Until);

/// <summary>A line of <c>--json</c>: as in the explanation of a lead.</summary>
internal sealed record ExplainedLine(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("score")] FigureItem Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("target"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Target,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, DimensionItem>? Dimensions,
    [property: JsonPropertyName("categories")] IReadOnlyDictionary<string, CategoryItem> Categories,
    [property: JsonPropertyName("ledger")] IReadOnlyList<LedgerItem> Ledger,
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("until")] Day? Until);

/// <summary>JSON of scored leads.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter)])]
[JsonSerializable(typeof(ScoreLine))]
[JsonSerializable(typeof(ExplainedLine))]
internal sealed partial class ScoreJson : JsonSerializerContext;
