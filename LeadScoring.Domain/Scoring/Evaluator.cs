using LeadScoring.Domain.Events;
using LeadScoring.Domain.Explanations;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Evaluates leads under one model (scoring, sections 5-8). Holds scratch memory, so that an evaluation allocates nothing: one instance
/// per thread. All methods want an <c>asOf</c> that is not before the signals' newest event; earlier days are folded from the log.
/// </summary>
public sealed class Evaluator
{
    /// <summary>How far <see cref="Until"/> looks ahead, in days.</summary>
    public const int Horizon = 400;

    public Evaluator(ScoringModel model) => Model = model;

    /// <summary>The model that it evaluates.</summary>
    public ScoringModel Model { get; }

    /// <summary>All figures as of a day, written into <paramref name="into"/>. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> is before the newest event.</exception>
    public void Evaluate(LeadSignals signals, LeadProfile profile, Day asOf, Scorecard into) => throw new InvalidOperationException();

    /// <summary>
    /// Whether the <c>when</c> of some sales or inside-sales route holds with the model's <c>requalify.margin</c> added to the shown score and every
    /// dimension, and margin x scale / 100 to each category, grades recomputed. Gates are not asked (hand-off, section 2, Recycle).
    /// </summary>
    public bool QualifiesWithMargin(LeadSignals signals, LeadProfile profile, Day asOf) => throw new InvalidOperationException();

    /// <summary>All figures with the lines that they are made of.</summary>
    public Explanation Explain(LeadSignals signals, LeadProfile profile, Day asOf) => throw new InvalidOperationException();

    /// <summary>The first day after <paramref name="asOf"/>, at most <see cref="Horizon"/> days on, on which grade or route differ if nothing happens; else null.</summary>
    public Day? Until(LeadSignals signals, LeadProfile profile, Day asOf) => throw new InvalidOperationException();

    /// <summary>The first day after <paramref name="from"/>, at most <paramref name="maxDays"/> days on, on which <paramref name="differs"/> holds if nothing happens; else null.</summary>
    /// <param name="differs">Looks at the figures of a day; it may depend on nothing else and must not keep the scorecard. It is asked at days on which some figure may have changed.</param>
    public Day? FirstDay(LeadSignals signals, LeadProfile profile, Day from, int maxDays, Func<Scorecard, bool> differs) => throw new InvalidOperationException();

    /// <summary>Whether any figure could still change by time alone more than <paramref name="afterDays"/> days after <paramref name="asOf"/>.</summary>
    public bool CanStillChange(LeadSignals signals, LeadProfile profile, Day asOf, int afterDays = Horizon) => throw new InvalidOperationException();
}
