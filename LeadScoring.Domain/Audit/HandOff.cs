using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Audit;

/// <summary>A lead given to sales or inside sales: what was claimed, and what was agreed. An upgrade is a hand-off of its own, with a clock of its own.</summary>
public sealed record HandOff
{
    /// <summary>Number of the decision.</summary>
    public required int Number { get; init; }

    public required string Model { get; init; }

    public required int Version { get; init; }

    /// <summary>When it was decided; response times run from here.</summary>
    public required DateTimeOffset At { get; init; }

    public required int Epoch { get; init; }

    /// <summary>What caused it; an upgrade is always a route's.</summary>
    public required EpochCause Cause { get; init; }

    /// <summary>Id of the route, fast track or persona.</summary>
    public required string Entry { get; init; }

    public required Destination To { get; init; }

    /// <summary>Until when somebody must have tried; null = no time was agreed.</summary>
    public required DateTimeOffset? RespondBy { get; init; }

    /// <summary>For an upgrade: the entry before.</summary>
    public string? From { get; init; }

    /// <summary>Key of the event that caused it; null where none did.</summary>
    public string? EventKey { get; init; }

    /// <summary>The newest event of the log that it could know; 0 = not noted.</summary>
    public required long Seq { get; init; }

    /// <summary>The day of its figures; null = not noted.</summary>
    public required Day? AsOf { get; init; }

    /// <summary>It opened an epoch; otherwise it upgraded one.</summary>
    public bool OpensEpoch => From is null;

    /// <summary>The hand-off that a decision is; null for any other decision.</summary>
    public static HandOff? Of(PastDecision past) => past.Decision switch
    {
        Decision.Qualified d => Of(past, d.Epoch, d.Cause, d.Route, d.To, d.RespondBy) with { EventKey = d.Event },
        Decision.Upgraded d => Of(past, d.Epoch, EpochCause.Route, d.Route, d.To, d.RespondBy) with { From = d.From },
        _ => null,
    };

    private static HandOff Of(PastDecision past, int epoch, EpochCause cause, string entry, Destination to, DateTimeOffset? respondBy) => new()
    {
        Number = past.Number,
        Model = past.Model,
        Version = past.Version,
        At = past.At,
        Epoch = epoch,
        Cause = cause,
        Entry = entry,
        To = to,
        RespondBy = respondBy,
        Seq = past.Seq,
        AsOf = past.AsOf,
    };
}
