using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// Scores of the days gone by, as they were then. Between two visits nothing happened, so that the signals of the earlier visit give the score of
/// each day between; the figures of a visit keep those of the four weeks before it. No log is read for it.
/// </summary>
public static class Trend
{
    /// <summary>A trend is the change in this many days.</summary>
    public const int Days = 7;

    /// <summary>The scores of this many days before are kept: with today's, thirty.</summary>
    public const int DaysKept = 29;

    /// <summary>The past of a lead that was not there before: nobody had any points.</summary>
    public static ImmutableArray<int?> Unseen { get; } = [.. Enumerable.Repeat((int?)0, DaysKept)];

    /// <summary>A log to be folded for <see cref="Past(LogByDay, Evaluator, Scorecard)"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="today">The day after the last of them.</param>
    public static LogByDay DaysBefore(ScoringModel model, Day today) => new(model, [.. Enumerable.Range(1, DaysKept).Select(ago => today.AddDays(ago - DaysKept - 1))]);

    /// <summary>Scores at the ends of the days kept, newest first, as a model would have given them then: it was published since, or rebuilt. Nobody had any points before the first event.</summary>
    /// <param name="log">Folded for these days.</param>
    /// <param name="evaluator">Of the model.</param>
    /// <param name="card">Scratch memory.</param>
    public static ImmutableArray<int?> Past(LogByDay log, Evaluator evaluator, Scorecard card)
    {
        var past = new List<int?>(DaysKept);
        foreach (var (day, signals, profile) in log.Days())
        {
            if (signals.Events > 0)
                evaluator.Evaluate(signals, profile, day, card);
            past.Add(signals.Events > 0 ? card.Score.Shown : 0);
        }

        past.Reverse();
        return [.. past];
    }

    /// <summary>Scores at the ends of the days kept before <paramref name="today"/>, newest first; null for a day of which none is known.</summary>
    /// <param name="before">Figures of the visit before.</param>
    /// <param name="signals">Signals as that visit left them.</param>
    /// <param name="profile">The profile as that visit left it.</param>
    /// <param name="evaluator">Of the signals' model.</param>
    /// <param name="card">Scratch memory.</param>
    public static ImmutableArray<int?> Past(ScoreSnapshot before, Func<LeadSignals> signals, LeadProfile profile, Day today, Evaluator evaluator, Scorecard card)
    {
        if (before.AsOf >= today)
            return before.Past;
        return Past(before, signals(), profile, today, DaysKept, evaluator, card);
    }

    /// <summary>Scores at the ends of a number of days before <paramref name="today"/>, newest first; null for a day of which none is known.</summary>
    public static ImmutableArray<int?> Past(ScoreSnapshot before, LeadSignals signals, LeadProfile profile, Day today, int days, Evaluator evaluator, Scorecard card)
    {
        var past = ImmutableArray.CreateBuilder<int?>(days);
        for (var day = today.AddDays(-1); today - day <= days; day = day.AddDays(-1))
            past.Add(ScoreOn(day, before, signals, profile, evaluator, card));
        return past.MoveToImmutable();
    }

    /// <summary>The score at the end of a day; null when it is not known.</summary>
    public static int? ScoreOn(Day day, ScoreSnapshot figures, LeadSignals signals, LeadProfile profile, Evaluator evaluator, Scorecard card)
    {
        if (day < figures.AsOf)
            return figures.ScoreBefore(figures.AsOf - day);
        if (day < signals.NewestEventDay)
            return null;
        evaluator.Evaluate(signals, profile, day, card);
        return card.Score.Shown;
    }
}
