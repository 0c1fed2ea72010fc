using System.Collections.Immutable;

namespace LeadScoring.Domain.Decisions;

/// <summary>
/// Decides what happens to a lead under a model (docs/guide/hand-off.md#who-decides-what): disqualified, else fast track, else persona, else route; and, beside
/// these, what is answered, followed up, overdue. Pure and idempotent: asked again with the lifecycle it returned and the same situation, it decides nothing.
/// </summary>
public static class Decider
{
    /// <summary>Decides in full: after all events that wait are scored, at deadlines, and on the nights that were forecast.</summary>
    public static DecisionResult Decide(Lifecycle before, DecisionContext context) => new DecisionRun(before, context).All();

    /// <summary>Decides only what waits for no score: reports of sales, and events that speak for themselves.</summary>
    public static DecisionResult DecideOnReports(Lifecycle before, DecisionContext context) => new DecisionRun(before, context).OnReports();
}

/// <summary>What came of deciding.</summary>
/// <param name="After">The lifecycle afterwards.</param>
/// <param name="Taken">What was decided, in order.</param>
public sealed record DecisionResult(Lifecycle After, ImmutableArray<TakenDecision> Taken)
{
    /// <summary>What was decided, in order.</summary>
    public IEnumerable<Decision> Decisions => Taken.Select(static taken => taken.Decision);
}

/// <summary>One decision, with the lifecycle as it left it: its message tells that, whatever else was decided in the same moment.</summary>
public sealed record TakenDecision(Decision Decision, Lifecycle After);
