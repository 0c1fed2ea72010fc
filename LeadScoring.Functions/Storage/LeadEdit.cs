using System.Collections.Immutable;

using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>A small change of a lead, beside the steps that score it: written in one transaction, guarded by the state that was read.</summary>
/// <param name="State">The state afterwards.</param>
public sealed record LeadEdit(LeadState State)
{
    /// <summary>A decision, under the number of <see cref="LeadState.Facts"/>; null for none.</summary>
    public Fact? Fact { get; init; }

    /// <summary>What joins the outbox.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Events of the log that are written over: the only case is that somebody is forgotten.</summary>
    public ImmutableArray<LoggedEvent> Log { get; init; } = [];

    /// <summary>What changes under models, by the model's id.</summary>
    public ImmutableDictionary<string, ModelState> Models { get; init; } = ImmutableDictionary<string, ModelState>.Empty;

    /// <summary>The edit with work added to the outbox, under the next number.</summary>
    public LeadEdit With(OutboxWork work)
    {
        var state = State with { Messages = State.Messages + 1 };
        return this with { State = state, Outbox = Outbox.Add(OutboxRow.Create(state.Messages, work)) };
    }
}

/// <summary>How an attempt to change a lead ended.</summary>
public enum EditOutcome
{
    /// <summary>It is as the change wants it.</summary>
    Done,

    /// <summary>The change does not apply to the lead as it is.</summary>
    NotWanted,

    /// <summary>Other writers were faster every time.</summary>
    Contended,
}
