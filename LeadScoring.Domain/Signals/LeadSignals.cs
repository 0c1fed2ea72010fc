using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Signals;

/// <summary>
/// The incremental state of one lead under one model: a commutative, associative summary of its distinct events. The order and the
/// grouping of the events leave no trace; equal summaries have equal bytes. Answers for any day from the newest event's on. Mutable and
/// for one thread at a time. The log, not this class, removes repeated events.
/// </summary>
public sealed class LeadSignals
{
    /// <summary>No events yet.</summary>
    public LeadSignals(ScoringModel model) => Model = model;

    /// <summary>The model whose signals these are.</summary>
    public ScoringModel Model { get; }

    /// <summary>Distinct events applied, whatever they were.</summary>
    public long Events { get; }

    /// <summary>Day of the first event of any kind; null without one.</summary>
    public Day? FirstEventDay => null;

    /// <summary>Day of the newest event of any kind; null without one. Evaluations of earlier days fold the log instead.</summary>
    public Day? NewestEventDay => null;

    /// <summary>The newest day with activity (scoring, section 6); null without one.</summary>
    public Day? NewestActivityDay => null;

    /// <summary>How many different days have activity.</summary>
    public int ActivityDays => 0;

    /// <summary>Adds one event that was not applied before.</summary>
    public void Apply(LeadEvent e) => throw new InvalidOperationException(e.Id);

    /// <summary>Adds the events of <paramref name="other"/>, none of which may have been applied here.</summary>
    /// <exception cref="ArgumentException">Signals of another model.</exception>
    public void Join(LeadSignals other) => throw new InvalidOperationException(other.ToString());

    /// <summary>An independent copy.</summary>
    public LeadSignals Clone() => throw new InvalidOperationException();

    /// <summary>Compact binary form with a schema version; equal signals give equal bytes.</summary>
    public byte[] ToBytes() => throw new InvalidOperationException();

    /// <summary>Reads what <see cref="ToBytes"/> wrote, in this schema version or an older one.</summary>
    /// <exception cref="SignalsFormatException">Corrupt, of a newer schema, or of another model.</exception>
    public static LeadSignals FromBytes(ReadOnlySpan<byte> bytes, ScoringModel model) => throw new InvalidOperationException(bytes.ToString() + model);
}
