using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.LogScoring;

/// <summary>A lead of a log with its figures.</summary>
/// <param name="Name">As people write it.</param>
/// <param name="Exact">The score with six places, by which leads are ordered.</param>
/// <param name="Score">As users see it.</param>
/// <param name="Grade">Null in a model whose points add up.</param>
/// <param name="Progress">Null in a model with dimensions and grades.</param>
/// <param name="Dimensions">As users see them, in model order.</param>
/// <param name="RouteId">The route.</param>
/// <param name="Until">The first day on which grade or route change; null for none.</param>
/// <param name="Explanation">What the figures are made of; null where nobody wants to know.</param>
internal sealed record ScoredLead(string Name, decimal Exact, int Score, Grade? Grade, int? Progress, ImmutableArray<int> Dimensions, string RouteId, Day? Until, Explanation? Explanation)
{
    private const int Places = 6;

    /// <summary>Evaluates a lead.</summary>
    /// <param name="bench">Of the model; its scorecard is written to.</param>
    /// <param name="name">As people write it.</param>
    /// <param name="lead">Folded up to the day.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="explains">With its <see cref="Explanation"/>, which costs several times what the figures do.</param>
    public static ScoredLead Of(VersionedModel.Workbench bench, string name, FoldedLead lead, Day asOf, bool explains)
    {
        var (evaluator, card) = (bench.Evaluator, bench.Card);
        evaluator.Evaluate(lead.Signals, lead.Profile, asOf, card);
        var dimensions = ImmutableArray.CreateBuilder<int>(card.Dimensions.Length);
        foreach (var figure in card.Dimensions)
            dimensions.Add(figure.Shown);
        return new ScoredLead(
            name,
            card.Score.Exact.ToDecimal(Places),
            card.Score.Shown,
            card.Grade,
            card.Progress,
            dimensions.MoveToImmutable(),
            card.RouteId,
            evaluator.NextChange(lead.Signals, lead.Profile, asOf),
            explains ? evaluator.Explain(lead.Signals, lead.Profile, asOf) : null);
    }
}

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
