using System.Collections.Immutable;
using System.Numerics;

using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>
/// What every line, category and dimension of an explanation is worth in points of the score (docs/reference/scoring.md#shares-of-the-score). Exact: the dimensions add up to the score; the lines
/// of a dimension, with its clamps and its <see cref="CutOf"/>, to the dimension. Where points add up, a point is a point of the score, and the categories with the <see cref="Cut"/> add up to it.
/// </summary>
public sealed class ScoreShares
{
    private readonly Explanation _explanation;
    private readonly Dictionary<string, int> _categories = new(StringComparer.Ordinal);
    private readonly PointShares _shares;

    /// <param name="model">The model that the explanation is of.</param>
    /// <param name="explanation">One evaluation.</param>
    public ScoreShares(ScoringModel model, Explanation explanation)
    {
        _explanation = explanation;
        _shares = new PointShares(model);
        for (var i = 0; i < explanation.Categories.Length; i++)
            _categories[explanation.Categories[i].Name] = i;
    }

    /// <summary>What a line gives the score, or with a minus takes from it. A <c>clamp</c> line is one like any other.</summary>
    public ExactShare Of(LedgerLine line) => Of(_categories[line.Category], line.Points.Value);

    /// <summary>What a category gives: its value, cut to the scale.</summary>
    public ExactShare Of(CategoryResult category) => Of(_categories[category.Name], category.Value.Value);

    /// <summary>What a dimension gives: its value from 0 to 100, by its weight.</summary>
    public ExactShare Of(DimensionResult dimension) => Sum(dimension) is { Sign: > 0 } sum ? sum : ExactShare.None;

    /// <summary>What a dimension is raised by because it is never below 0; nothing for most.</summary>
    public ExactShare CutOf(DimensionResult dimension) => Of(dimension) - Sum(dimension);

    /// <summary>What the score is raised by because it is never below 0, where points add up; nothing where dimensions have a <see cref="CutOf"/> of their own.</summary>
    public ExactShare Cut
    {
        get
        {
            var sum = ExactShare.None;
            if (_explanation.Target is not null)
            {
                foreach (var category in _explanation.Categories)
                    sum += Of(category);
            }

            return sum.Sign < 0 ? ExactShare.None - sum : ExactShare.None;
        }
    }

    /// <summary>
    /// What is left of the shares of the rules when the clamps are taken from the lines that they cut, in proportion: those of the positive lines of a category above the scale, of the negative ones
    /// below it, and of the negative ones of a dimension, or of a sum of points, below 0. They add up to the score. Of the ledger's lines, but for clamps, in their order.
    /// </summary>
    public ImmutableArray<(LedgerLine Line, ExactShare Share)> AfterClamps()
    {
        var lines = _explanation.Ledger.Where(static line => line.RuleIndex is not null).ToArray();
        var shares = Array.ConvertAll(lines, Of);
        foreach (var category in _explanation.Categories.Where(static category => category.Sum != category.Value))
            TakeFrom(lines, shares, line => line.Category == category.Name, Of(_categories[category.Name], category.Value.Value - category.Sum.Value));
        foreach (var dimension in _explanation.Dimensions)
            TakeFrom(lines, shares, line => _explanation.Categories[_categories[line.Category]].Dimension == dimension.Name, CutOf(dimension));
        TakeFrom(lines, shares, static _ => true, Cut);
        return [.. lines.Zip(shares)];
    }

    // The change goes to the lines of the other sign, each by its part of them.
    private static void TakeFrom(LedgerLine[] lines, ExactShare[] shares, Func<LedgerLine, bool> isOfIt, ExactShare change)
    {
        if (change.Sign == 0)
            return;
        var all = ExactShare.None;
        for (var i = 0; i < lines.Length; i++)
            all += isOfIt(lines[i]) && shares[i].Sign == -change.Sign ? shares[i] : ExactShare.None;
        if (all.Sign == 0)
            return;
        var part = change.Over(all);
        for (var i = 0; i < lines.Length; i++)
        {
            if (isOfIt(lines[i]) && shares[i].Sign == -change.Sign)
                shares[i] += shares[i].Times(part);
        }
    }

    private ExactShare Of(int category, long milliPoints) => _shares.Of(category, milliPoints);

    private ExactShare Sum(DimensionResult dimension)
    {
        var sum = new ExactShare(BigInteger.Zero, _shares.Denominator);
        foreach (var category in _explanation.Categories)
        {
            if (category.Dimension == dimension.Name)
                sum += Of(category);
        }

        return sum;
    }
}
