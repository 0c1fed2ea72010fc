using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Golden;

/// <summary>What the app would decide about a golden lead that nobody has decided about before (docs/guide/hand-off.md#who-decides-what).</summary>
public static class GoldenDecisions
{
    /// <summary>Decides as a live model for everyone would, each event as of when it happened.</summary>
    /// <returns>Decisions as an expectation names them, each once; <see cref="ExpectedDecisions.None"/> for none.</returns>
    public static IReadOnlyList<string> Of(ScoringModel model, LeadSignals signals, LeadProfile profile, IEnumerable<LeadEvent> events, Day today)
    {
        var definition = model.Definition with { Mode = ModelMode.Live, Audience = Audience.Everyone };
        var live = ScoringModel.Compile(definition, model.Lists);
        var card = new Scorecard(live);
        new Evaluator(live).Evaluate(signals, profile, today, card);
        var context = new DecisionContext
        {
            Model = live,
            Card = card,
            HoldsWithMargin = static () => true,
            WasBelow = static () => true,
            Disqualified = live.DisqualificationOf(profile, today),
            RelevantEvents = [.. events.Select(e => RelevantEvent.For(live, e, EventIds.Of(e), mayTrigger: true, static _ => true)).OfType<RelevantEvent>()],
            Personas = live.PersonasOf(profile, today),
            IsReachable = true,
            Now = model.Zone.StartOf(today).AddHours(12),
        };
        var taken = Decider.Decide(Lifecycle.New, context).Decisions.Select(static decision => ExpectedDecisions.NameOf(decision.Type)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return taken.Count == 0 ? [ExpectedDecisions.None] : taken;
    }
}
