using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Domain.Decisions;

/// <summary>What a decision looks at.</summary>
public sealed record DecisionContext
{
    /// <summary>Under which it is taken.</summary>
    public required ScoringModel Model { get; init; }

    /// <summary>The figures of the day, the new events included.</summary>
    public required Scorecard Card { get; init; }

    /// <summary>Whether a route to sales holds with the margin added; asked only when it matters.</summary>
    public required Func<bool> HoldsWithMargin { get; init; }

    /// <summary>Whether, as of the day and without the new events, no route to sales held; asked only when it matters.</summary>
    public required Func<bool> WasBelow { get; init; }

    /// <summary>The first disqualification that holds; null = none.</summary>
    public Disqualification? Disqualified { get; init; }

    /// <summary>Events that the model has to say something about, oldest first.</summary>
    public ImmutableArray<RelevantEvent> RelevantEvents { get; init; } = [];

    /// <summary>Personas whose condition on the profile holds, in model order; those that need an event too among them.</summary>
    public ImmutableArray<Persona> Personas { get; init; } = [];

    /// <summary>The model's audience includes the lead.</summary>
    public bool IsOfAudience { get; init; } = true;

    /// <summary>The lead has an address: somebody could write to it.</summary>
    public bool IsReachable { get; init; }

    /// <summary>The time of the decision, from which response times run.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the model decides about the lead at all: it is live, and the lead is of its audience, or its hand-off is open: that runs on until it ends.</summary>
    public bool AppliesTo(Lifecycle lifecycle) => Model.Definition.Mode != ModelMode.Assess && (IsOfAudience || lifecycle.IsOpen);
}
