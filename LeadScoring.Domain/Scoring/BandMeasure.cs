using System.Diagnostics;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Measures the matches of a band rule within its window (docs/reference/scoring.md#band-rule).</summary>
internal static class BandMeasure
{
    /// <summary>Points of the step with the largest bound that is reached; null when none is.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="state">What is remembered for it.</param>
    /// <param name="oldest">First day of the window.</param>
    /// <param name="outcome">Gets newest day and number of what was measured.</param>
    public static long? Reached(CompiledRule.Band rule, RuleState state, int oldest, ref RuleOutcome outcome)
    {
        if (state is DaySums sums)
        {
            var sum = Sum(sums, oldest, ref outcome);
            foreach (var (atLeast, points) in rule.Steps)
            {
                if (outcome.Matches > 0 && atLeast.IsReachedBy(sum))
                    return points;
            }

            return null;
        }

        var number = state switch
        {
            DayCounts counts => Count(counts, rule.Shape, oldest, ref outcome),
            ValueCounts values => Values(values, rule.Shape, oldest, ref outcome),
            ValueTallies tallies => Most(tallies, rule.Shape, oldest, ref outcome),
            _ => throw new UnreachableException(),
        };
        foreach (var (atLeast, points) in rule.Steps)
        {
            if (outcome.Matches > 0 && number >= atLeast.Count)
                return points;
        }

        return null;
    }

    /// <summary>Matches, or different days.</summary>
    private static long Count(DayCounts counts, StateShape shape, int oldest, ref RuleOutcome outcome)
    {
        var days = counts.Days;
        if (days.IsEmpty || days[^1].Day < oldest)
            return 0;
        outcome.Newest = days[^1].Day;
        if (shape.OnlyTotal)
            return outcome.Matches = counts.Total;
        var at = days.Length - 1;
        for (; at >= 0 && days[at].Day >= oldest; at--)
            outcome.Matches += days[at].Count;
        return shape.Kind == StateKind.Days ? days.Length - 1 - at : outcome.Matches;
    }

    private static long Values(ValueCounts values, StateShape shape, int oldest, ref RuleOutcome outcome)
    {
        Count(values.Matches, shape, oldest, ref outcome);
        long number = 0;
        foreach (var (_, day) in values.Values)
            number += day >= oldest ? 1 : 0;
        return number;
    }

    private static long Most(ValueTallies tallies, StateShape shape, int oldest, ref RuleOutcome outcome)
    {
        Count(tallies.Matches, shape, oldest, ref outcome);
        return tallies.Most(shape, oldest);
    }

    private static ExactSum Sum(DaySums sums, int oldest, ref RuleOutcome outcome)
    {
        var sum = default(ExactSum);
        for (var i = sums.Days.Length - 1; i >= 0 && sums.Days[i] >= oldest; i--)
        {
            outcome.Newest = Math.Max(outcome.Newest, sums.Days[i]);
            outcome.Matches += sums.Counts[i];
            sum = sum.Plus(sums.Sums[i]);
        }

        return sum;
    }
}
