using System.Collections.Immutable;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Leads;

/// <summary>What is kept of a lead under one model.</summary>
/// <param name="Version">Of the model that the signals belong to; 0 while only a first rebuild is under way.</param>
/// <param name="Signals">Null while <paramref name="Version"/> is 0.</param>
/// <param name="Snapshot">Figures at the last evaluation; null before the first.</param>
/// <param name="Building">A rebuild under way.</param>
/// <param name="Revision">Of the lead that the signals belong to (<see cref="LeadState.Revision"/>).</param>
public sealed record ModelState(int Version, byte[]? Signals, ScoreSnapshot? Snapshot, Building? Building, int Revision)
{
    /// <summary>Folds events into the signals, and into those in the making.</summary>
    /// <param name="events">Events that count and are not folded yet.</param>
    /// <param name="modelOf">The model of a version.</param>
    /// <returns>What is kept afterwards, and the signals of <see cref="Version"/>; null while there are none.</returns>
    /// <exception cref="SignalsFormatException">Stored signals cannot be read.</exception>
    internal (ModelState State, LeadSignals? Signals) WithEvents(ImmutableArray<PendingEvent> events, Func<int, ScoringModel> modelOf)
    {
        var signals = Signals is null ? null : LeadSignals.FromBytes(Signals, modelOf(Version));
        if (events.IsEmpty)
            return (this, signals);

        var state = this;
        if (signals is not null)
            state = state with { Signals = Folded(signals, events) };
        if (Building is { } building)
        {
            var model = modelOf(building.Version);
            var newer = building.Newer is null ? new LeadSignals(model) : LeadSignals.FromBytes(building.Newer, model);
            state = state with { Building = building with { Newer = Folded(newer, events) } };
        }

        return (state, signals);
    }

    private static byte[] Folded(LeadSignals signals, ImmutableArray<PendingEvent> events)
    {
        foreach (var pending in events)
            signals.Apply(pending.Captured.Event);
        return signals.ToBytes();
    }
}

/// <summary>Signals in the making: of a newer model version, or of the same when the past of the lead has changed (ARCHITECTURE.md#rebuild).</summary>
/// <param name="Version">The version being built.</param>
/// <param name="Revision">The lead's when it was begun: when another has come since, it is begun again.</param>
/// <param name="UpTo">The rebuild folds the log up to this number; later events are folded by Rescore into <paramref name="Newer"/>.</param>
/// <param name="Place">Row key of the last event folded; null = none yet.</param>
/// <param name="Folded">Signals of the log folded so far.</param>
/// <param name="Newer">Signals of the events after <paramref name="UpTo"/>.</param>
public sealed record Building(int Version, int Revision, long UpTo, string? Place, byte[]? Folded, byte[]? Newer);
