using System.Collections.Immutable;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Evaluates leads under one model (docs/reference/scoring.md#a-score-is-a-function). Holds scratch memory, so that an evaluation allocates nothing: one instance
/// per thread. All methods want an <c>asOf</c> that is not before the signals' newest event; earlier days are folded from the log.
/// </summary>
public sealed class Evaluator
{
    /// <summary>How far <see cref="NextChange"/> looks ahead, in days.</summary>
    public const int Horizon = 400;

    private readonly RuleRun _run;
    private readonly RouteFinder _routes;
    private readonly Scorecard _card;
    private readonly ChangeFinder _changes;

    public Evaluator(ScoringModel model)
    {
        Model = model;
        _run = new RuleRun(model);
        _routes = new RouteFinder(model);
        _card = new Scorecard(model);
        _changes = new ChangeFinder(this, _run, _routes);
    }

    /// <summary>The model that it evaluates.</summary>
    public ScoringModel Model { get; }

    /// <summary>All figures as of a day, written into <paramref name="into"/>. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> is before the newest event.</exception>
    /// <exception cref="ArgumentException">Signals of a model that remembers other things.</exception>
    public void Evaluate(LeadSignals signals, LeadProfile profile, Day asOf, Scorecard into) => Evaluate(signals, profile, asOf, into, explain: false);

    private void Evaluate(LeadSignals signals, LeadProfile profile, Day asOf, Scorecard into, bool explain)
    {
        if (asOf.Number < signals.Newest)
            throw new ArgumentOutOfRangeException(nameof(asOf), asOf, $"Signals answer from {signals.NewestEventDay} on; fold the log for an earlier day.");
        if (!signals.Fit(Model))
            throw new ArgumentException($"Signals of the model '{signals.Model.Definition.Id}' cannot be evaluated under '{Model.Definition.Id}': their rules differ. Rebuild them from the log.", nameof(signals));
        _run.Run(signals, profile, asOf, explain);
        into.AsOf = asOf;
        into.LastActivity = signals.NewestActivityDay;
        into.Known = _run.Facts.Known;
        into.Matched.CopyFrom(_run.Matched);
        FigureMaker.Make(Model, _run.Sums, into);
        _routes.Find(into, _run, profile);
    }

    /// <summary>
    /// Whether the <c>when</c> of some sales or inside-sales route holds, as the figures are or with the model's <c>requalify.margin</c> added to the shown score and every
    /// dimension, and margin x scale / 100 to each category, grades recomputed; where points add up, to the shown score and each category. Gates are not asked (docs/guide/hand-off.md#coming-back-to-marketing).
    /// </summary>
    public bool QualifiesWithMargin(LeadSignals signals, LeadProfile profile, Day asOf)
    {
        Evaluate(signals, profile, asOf, _card);
        return _routes.HoldsForSales(_card, _run, profile);
    }

    /// <summary>All figures with the lines that they are made of.</summary>
    public Explanation Explain(LeadSignals signals, LeadProfile profile, Day asOf)
    {
        Evaluate(signals, profile, asOf, _card, explain: true);
        return ExplanationMaker.Make(_card, _run.Outcomes);
    }

    /// <summary>
    /// The first day after <paramref name="asOf"/>, at most <see cref="Horizon"/> days on, on which grade or route differ if nothing happens; else null. A model without grades has only the route.
    /// </summary>
    public Day? NextChange(LeadSignals signals, LeadProfile profile, Day asOf) => _changes.Find(signals, profile, asOf, Horizon);

    /// <summary>The first day after <paramref name="from"/>, at most <paramref name="maxDays"/> days on, on which <paramref name="differs"/> holds if nothing happens; else null.</summary>
    /// <param name="differs">Looks at the figures of a day; it may depend on nothing else and must not keep the scorecard. It is asked at days on which some figure may have changed.</param>
    public Day? FirstDay(LeadSignals signals, LeadProfile profile, Day from, int maxDays, Func<Scorecard, bool> differs)
    {
        var last = LastChange(signals, profile, from, maxDays);
        for (var day = from.AddDays(1); day <= last; day = day.AddDays(1))
        {
            Evaluate(signals, profile, day, _card);
            if (differs(_card))
                return day;
        }

        return null;
    }

    /// <summary>Whether any figure could still change by time alone more than <paramref name="afterDays"/> days after <paramref name="asOf"/>.</summary>
    public bool CanStillChange(LeadSignals signals, LeadProfile profile, Day asOf, int afterDays = Horizon) =>
        StabilityFinder.StableFrom(Model, signals, profile, _run.View) > (long)asOf.Number + afterDays;

    private Day LastChange(LeadSignals signals, LeadProfile profile, Day asOf, int maxDays) =>
        new((int)Math.Clamp(StabilityFinder.StableFrom(Model, signals, profile, _run.View), asOf.Number, (long)asOf.Number + maxDays));
}
