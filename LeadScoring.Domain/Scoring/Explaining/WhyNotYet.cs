using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>
/// What would put a lead on a better route today (docs/reference/scoring.md#why-not-yet): single steps, or pairs where no single one does, each verified by evaluating it. A pure function.
/// </summary>
public sealed class WhyNotYet
{
    /// <summary>How many ways are told.</summary>
    public const int Most = 5;

    private readonly Evaluator _evaluator;
    private readonly FoldedLead _lead;
    private readonly Explanation _today;
    private readonly Scorecard _card;
    private readonly StepMaker _maker;

    private WhyNotYet(Evaluator evaluator, FoldedLead lead, Explanation today)
    {
        (_evaluator, _lead, _today) = (evaluator, lead, today);
        _card = new Scorecard(evaluator.Model);
        _maker = new StepMaker(evaluator.Model, lead.Signals, lead.Profile, today.AsOf);
    }

    /// <summary>Finds the ways, the cheapest first: fewest steps, then model order; none for a lead that is on the best route, or that no pair of steps brings further.</summary>
    /// <param name="evaluator">Of the model.</param>
    /// <param name="lead">The lead, folded up to the day.</param>
    /// <param name="today">Its explanation of the day.</param>
    public static ImmutableArray<BetterRoute> Find(Evaluator evaluator, FoldedLead lead, Explanation today)
    {
        var routes = evaluator.Model.Definition.Routes;
        var first = routes.Select(static (route, index) => (route, index)).Where(static route => route.route.To != Destination.Nurture).Select(static route => route.index).DefaultIfEmpty(-1).First();
        return first < 0 || (today.Destination != Destination.Nurture && today.RouteIndex <= first) ? [] : new WhyNotYet(evaluator, lead, today).Find();
    }

    /// <summary>
    /// Whether a route is better than where a lead stands: it leads to sales or inside sales, and the lead is with nobody there yet, or on a later route. As for a hand-off, earlier in the model's order
    /// is better.
    /// </summary>
    internal static bool IsBetter(Explanation than, Scorecard card) =>
        card.Destination != Destination.Nurture && (than.Destination == Destination.Nurture || card.RouteIndex < than.RouteIndex);

    private ImmutableArray<BetterRoute> Find()
    {
        var steps = _maker.Make(time: 1);
        ImmutableArray<BetterRoute> singles = [.. steps.Select(static choice => choice.Select(static step => ImmutableArray.Create(step))).Select(FirstThatDoes).OfType<BetterRoute>().Take(Most)];
        return singles.IsEmpty ? [.. Pairs(steps).Select(FirstThatDoes).OfType<BetterRoute>().Take(Most)] : singles;
    }

    private IEnumerable<IEnumerable<ImmutableArray<Step>>> Pairs(IReadOnlyList<ImmutableArray<Step>> steps)
    {
        var again = _maker.Make(time: 2).ToDictionary(static choice => choice[0].Rule!, StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i][0] is Step.Match && again.TryGetValue(steps[i][0].Rule!, out var second))
                yield return Products(steps[i], second);
            for (var j = i + 1; j < steps.Count; j++)
                yield return Products(steps[i], steps[j]);
        }
    }

    private static IEnumerable<ImmutableArray<Step>> Products(ImmutableArray<Step> left, ImmutableArray<Step> right) => left.SelectMany(one => right.Select(other => ImmutableArray.Create(one, other)));

    private BetterRoute? FirstThatDoes(IEnumerable<ImmutableArray<Step>> choice)
    {
        foreach (var steps in choice)
        {
            Evaluate(steps);
            if (IsBetter(_today, _card))
                return new BetterRoute(_card.RouteId, _card.Destination, _card.Grade, _card.Score, steps);
        }

        return null;
    }

    private void Evaluate(ImmutableArray<Step> steps)
    {
        var profile = _lead.Profile;
        LeadSignals? signals = null;
        foreach (var step in steps)
        {
            var happening = step switch
            {
                Step.Match match => match.Event,
                Step.Value value => _maker.Telling(value.Field, value.Told),
                Step.Required required => _maker.Telling(required.Field, required.Told),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            profile = profile.With(happening);
            if (step is Step.Match)
                (signals ??= _lead.Signals.Clone()).Apply(happening, _today.AsOf);
        }

        _evaluator.Evaluate(signals ?? _lead.Signals, profile, _today.AsOf, _card);
    }
}
