using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>Everything that a step changes about a lead. It is stored in one transaction, or not at all.</summary>
public sealed record LeadChange
{
    /// <summary>Whether there is anything to store.</summary>
    public required bool HasChanges { get; init; }

    /// <summary>The state afterwards.</summary>
    public required LeadState State { get; init; }

    /// <summary>Events that join the log, with their numbers there.</summary>
    public ImmutableArray<NumberedEvent> Stored { get; init; } = [];

    /// <summary>Events that no longer wait and do not join the log, which has them already.</summary>
    public ImmutableArray<PendingEvent> Dropped { get; init; } = [];

    /// <summary>Those of the stored events that count.</summary>
    public ImmutableArray<LeadEvent> Counted { get; init; } = [];

    /// <summary>How many of <see cref="Stored"/> do not count, because a machine seems to have made them.</summary>
    public int Suspected { get; init; }

    /// <summary>Decisions, with their numbers.</summary>
    public ImmutableArray<NumberedFact> Facts { get; init; } = [];

    /// <summary>What joins the outbox, with its numbers there, in order: the message of each decision, and work on other leads.</summary>
    public ImmutableArray<NumberedWork> Outbox { get; init; } = [];

    /// <summary>What changes under models, by the model's id.</summary>
    public ImmutableSortedDictionary<string, ModelState> Models { get; init; } = ImmutableSortedDictionary<string, ModelState>.Empty;

    /// <summary>The figures of the day under the models of each time zone in which some changed.</summary>
    public ImmutableArray<DayFigures> History { get; init; } = [];

    /// <summary>The start of the day for which a visit is to be filed; null where none is wanted, or an earlier one is filed.</summary>
    public DateTimeOffset? DueNight { get; init; }

    /// <summary>The time for which a visit is to be filed; null where none is wanted, or an earlier one is filed.</summary>
    public DateTimeOffset? DueDeadline { get; init; }

    /// <summary>Places on the boards of models that the lead takes, then those that it leaves.</summary>
    public ImmutableArray<BoardMove> Board { get; init; } = [];

    /// <summary>Words under which the lead is filed from now on, then those under which it is filed no longer.</summary>
    public ImmutableArray<TermMove> Terms { get; init; } = [];

    /// <summary>Models of which the lead has older signals than the active version or its own revision want, or none.</summary>
    public ImmutableArray<string> Outdated { get; init; } = [];
}

/// <summary>An event with its number in the lead's log, from 1.</summary>
public readonly record struct NumberedEvent(long Seq, PendingEvent Pending);

/// <summary>A decision with its number among the lead's, from 1.</summary>
public readonly record struct NumberedFact(int Number, Fact Fact);

/// <summary>Work with its number in the lead's outbox, from 1.</summary>
public readonly record struct NumberedWork(int Number, OutboxWork Work);

/// <summary>The figures of a day under the models of one time zone.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Day">The day there.</param>
/// <param name="Models">By the model's id.</param>
public sealed record DayFigures(DayZone Zone, Day Day, ImmutableSortedDictionary<string, ScoreSnapshot> Models);

/// <summary>A place on a model's board that the lead takes, or leaves.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Place">The place.</param>
/// <param name="IsTaken">True = taken, false = left.</param>
public sealed record BoardMove(string Model, BoardPlace Place, bool IsTaken);

/// <summary>A word under which a lead is filed, or no longer.</summary>
public sealed record TermMove(string Term, bool IsTaken);
