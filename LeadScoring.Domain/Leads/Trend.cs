using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// Scores of the days gone by, as they were then. Between two visits nothing happened, so that the signals of the earlier visit give the score of
/// each day between; the figures of a visit keep those of the seven days before it. No log is read for it.
/// </summary>
public static class Trend
{
    /// <summary>A trend is the change in this many days.</summary>
    public const int Days = 7;

    /// <summary>The week of a lead that was not there before: nobody had any points.</summary>
    public static ImmutableArray<int?> Unseen { get; } = [.. Enumerable.Repeat((int?)0, Days)];

    /// <summary>A log to be folded for <see cref="Week(LogByDay, Evaluator, Scorecard)"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="today">The day after the week.</param>
    public static LogByDay WeekBefore(ScoringModel model, Day today) => new(model, [.. Enumerable.Range(1, Days).Select(ago => today.AddDays(ago - Days - 1))]);

    /// <summary>Scores at the ends of the seven days, newest first, as a model would have given them then: it was published since, or rebuilt. Nobody had any points before the first event.</summary>
    /// <param name="log">Folded for this week.</param>
    /// <param name="evaluator">Of the model.</param>
    /// <param name="card">Scratch memory.</param>
    public static ImmutableArray<int?> Week(LogByDay log, Evaluator evaluator, Scorecard card)
    {
        var week = new List<int?>(Days);
        foreach (var (day, signals, profile) in log.Days())
        {
            if (signals.Events > 0)
                evaluator.Evaluate(signals, profile, day, card);
            week.Add(signals.Events > 0 ? card.Score.Shown : 0);
        }

        week.Reverse();
        return [.. week];
    }

    /// <summary>Scores at the ends of the seven days before <paramref name="today"/>, newest first.</summary>
    /// <param name="before">Figures of the visit before.</param>
    /// <param name="signals">Signals as that visit left them.</param>
    /// <param name="profile">The profile as that visit left it.</param>
    /// <param name="evaluator">Of the signals' model.</param>
    /// <param name="card">Scratch memory.</param>
    public static ImmutableArray<int?> Week(ScoreSnapshot before, Func<LeadSignals> signals, LeadProfile profile, Day today, Evaluator evaluator, Scorecard card)
    {
        if (before.AsOf >= today)
            return before.Week;
        var then = signals();
        var week = ImmutableArray.CreateBuilder<int?>(Days);
        for (var day = today.AddDays(-1); today - day <= Days; day = day.AddDays(-1))
            week.Add(ScoreOn(day, before, then, profile, evaluator, card));
        return week.MoveToImmutable();
    }

    /// <summary>The score at the end of a day that is not before the week of <paramref name="figures"/>; null when it is not known.</summary>
    public static int? ScoreOn(Day day, ScoreSnapshot figures, LeadSignals signals, LeadProfile profile, Evaluator evaluator, Scorecard card)
    {
        if (day < figures.AsOf)
            return figures.AsOf - day - 1 is var index && index < figures.Week.Length ? figures.Week[index] : null;
        if (day < signals.NewestEventDay)
            return null;
        evaluator.Evaluate(signals, profile, day, card);
        return card.Score.Shown;
    }
}
