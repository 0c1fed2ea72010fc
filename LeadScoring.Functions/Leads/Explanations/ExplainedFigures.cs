using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>The figures of an evaluation as the API writes them, with their shares of the score.</summary>
internal sealed class ExplainedFigures
{
    private readonly Explanation _explanation;
    private readonly ScoreShares _shares;

    /// <param name="model">The model.</param>
    /// <param name="explanation">One evaluation under it.</param>
    public ExplainedFigures(ScoringModel model, Explanation explanation)
    {
        _explanation = explanation;
        _shares = new ScoreShares(model, explanation);
        var weights = model.Definition.Dimensions.ToDictionary(static dimension => dimension.Name, static dimension => dimension.Weight, StringComparer.Ordinal);
        Dimensions = explanation.Dimensions.ToDictionary(static dimension => dimension.Name, dimension => Item(dimension, weights[dimension.Name]), StringComparer.Ordinal);
        var inside = model.Definition.Dimensions.SelectMany(static dimension => dimension.Categories).ToDictionary(static category => category.Name, static category => category.Weight, StringComparer.Ordinal);
        Categories = explanation.Categories.ToDictionary(
            static category => category.Name,
            category => new CategoryItem(category.Sum.Points, category.Value.Points, category.Dimension, inside.TryGetValue(category.Name, out var weight) ? weight : null, _shares.Of(category).ToString()),
            StringComparer.Ordinal);
    }

    /// <summary>The score.</summary>
    public FigureItem Score => new(_explanation.Score.Exact.ToString(), _explanation.Score.Shown);

    /// <summary>What a sum of points is raised by because it is never below 0; null where nothing is.</summary>
    public string? Cut => _shares.Cut is { Sign: > 0 } cut ? cut.ToString() : null;

    /// <summary>By name, in model order.</summary>
    public IReadOnlyDictionary<string, DimensionItem> Dimensions { get; }

    /// <summary>By name, in model order.</summary>
    public IReadOnlyDictionary<string, CategoryItem> Categories { get; }

    /// <summary>The lines.</summary>
    /// <param name="claimed">How many matches of a line are claimed; null for none.</param>
    /// <param name="events">The events behind a line.</param>
    public IReadOnlyList<LedgerItem> Ledger(Func<LedgerLine, long?> claimed, Func<LedgerLine, IReadOnlyList<LineEvent>> events) =>
    [
        .. _explanation.Ledger.Select(line => new LedgerItem(
            line.Rule,
            line.Title,
            line.Category,
            line.NewestDay,
            line.Matches,
            line.Raw.Points,
            line.Points.Points,
            _shares.Of(line).ToString(),
            claimed(line),
            events(line) is { Count: > 0 } found ? [.. found.Select(static e => new LineEventItem(e.Key, e.Type, e.At.UtcDateTime))] : null)),
    ];

    private DimensionItem Item(DimensionResult dimension, decimal weight) => new(
        dimension.Figure.Exact.ToString(), dimension.Figure.Shown, weight, _shares.Of(dimension).ToString(), _shares.CutOf(dimension) is { Sign: > 0 } cut ? cut.ToString() : null);
}
