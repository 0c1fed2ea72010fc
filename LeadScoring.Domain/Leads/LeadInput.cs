using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Leads;

/// <summary>What a step about a lead is taken on.</summary>
public sealed record LeadInput
{
    /// <summary>The lead.</summary>
    public required string LeadId { get; init; }

    /// <summary>Its state as the last step left it; null for a lead without one.</summary>
    public LeadState? State { get; init; }

    /// <summary>What is kept of it under each model, by the model's id.</summary>
    public ImmutableDictionary<string, ModelState> Models { get; init; } = ImmutableDictionary<string, ModelState>.Empty;

    /// <summary>Events to store and score now.</summary>
    public ImmutableArray<PendingEvent> Fold { get; init; } = [];

    /// <summary>Events that wait and that the log has already: they only cease to wait.</summary>
    public ImmutableArray<PendingEvent> Drop { get; init; } = [];

    /// <summary>No other event waits: evaluate and decide.</summary>
    public bool IsLast { get; init; } = true;

    /// <summary>Active models, in the order in which they decide.</summary>
    public required ImmutableArray<VersionedModel> Active { get; init; }

    /// <summary>Every model version that <see cref="Models"/> names.</summary>
    public required IReadOnlyDictionary<(string Model, int Version), VersionedModel> Versions { get; init; }

    /// <summary>Tells which leads the other names of an event belong to.</summary>
    public required LeadIds LeadIds { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The state with which a lead begins that has none.</summary>
    public LeadState New { get; init; } = new();

    /// <summary>
    /// Whether signals under an active model were folded by other rules of its time zone than those of now. Those of an older revision are to be rebuilt already.
    /// </summary>
    internal bool HasSignalsOfOtherRules(int revision)
    {
        foreach (var active in Active)
        {
            if (Models.GetValueOrDefault(active.Id) is { Signals: { } bytes } row && row.Revision == revision
                && Versions[(active.Id, row.Version)].Model is { Zone.IsUtc: false } model && LeadSignals.FromBytes(bytes, model).HasOtherRules)
                return true;
        }

        return false;
    }

    /// <summary>The state, if any event was ever stored; a merge can make a lead known before its first.</summary>
    internal LeadState? Scored => State is { Seq: > 0 } state ? state : null;
}
