using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>What changes on the first day on which grade or route do, if nothing happens (docs/reference/scoring.md#until-when).</summary>
/// <param name="Day">That day.</param>
/// <param name="Before">The evaluation of the day asked for.</param>
/// <param name="After">The evaluation of <paramref name="Day"/>.</param>
/// <param name="Falls">The rules whose points fall most in the score, the most first; none where a gate or a date alone makes the change.</param>
public sealed record UntilChange(Day Day, Explanation Before, Explanation After, ImmutableArray<PointsFall> Falls)
{
    private const int MostFalls = 3;

    /// <summary>Finds it; null when nothing changes within <see cref="Evaluator.Horizon"/> days.</summary>
    /// <param name="evaluator">Of the model.</param>
    /// <param name="lead">The lead, folded up to <paramref name="before"/>'s day.</param>
    /// <param name="before">Its explanation of that day.</param>
    public static UntilChange? Find(Evaluator evaluator, FoldedLead lead, Explanation before)
    {
        if (evaluator.NextChange(lead.Signals, lead.Profile, before.AsOf) is not { } day)
            return null;
        var after = evaluator.Explain(lead.Signals, lead.Profile, day);
        return new UntilChange(day, before, after, FallsOf(evaluator.Model, before, after));
    }

    private static ImmutableArray<PointsFall> FallsOf(ScoringModel model, Explanation before, Explanation after)
    {
        var (was, becomes) = (new ScoreShares(model, before), new ScoreShares(model, after));
        var then = after.Ledger.Where(static line => line.RuleIndex is not null).ToDictionary(static line => line.RuleIndex!.Value);
        return
        [
            .. before.Ledger.Where(static line => line.RuleIndex is not null)
                .Select(line => then.GetValueOrDefault(line.RuleIndex!.Value) is { } later
                    ? (Fall: new PointsFall(line, later.Points), Share: was.Of(line) - becomes.Of(later))
                    : (Fall: new PointsFall(line, default), Share: was.Of(line)))
                // A rule that begins to take points, such as a silence, has no line before.
                .Concat(after.Ledger.Where(line => line.RuleIndex is not null && before.Ledger.All(other => other.RuleIndex != line.RuleIndex))
                    .Select(line => (Fall: new PointsFall(line with { Points = default }, line.Points), Share: ExactShare.None - becomes.Of(line))))
                .Where(static line => line.Fall.To < line.Fall.Line.Points)
                .OrderByDescending(static line => line.Share)
                .ThenByDescending(static line => line.Fall.Line.Points - line.Fall.To)
                .ThenBy(static line => line.Fall.Line.RuleIndex)
                .Take(MostFalls)
                .Select(static line => line.Fall),
        ];
    }
}

/// <summary>A rule that gives less on a later day.</summary>
/// <param name="Line">Its line before, with the points that it gave.</param>
/// <param name="To">The points that it gives then.</param>
public sealed record PointsFall(LedgerLine Line, MilliPoints To);
