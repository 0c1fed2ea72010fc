using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>What a model agrees with sales for one way of sending a lead.</summary>
/// <param name="Cause">Which kind of entry it is.</param>
/// <param name="Entry">Id of the route, fast track or persona.</param>
/// <param name="RespondWithin">The response time; null = not agreed.</param>
/// <param name="Attempts">How often to try; null = not agreed.</param>
/// <param name="Escalate">Who hears of an overdue lead; null = nobody named.</param>
internal readonly record struct HandOffTerms(EpochCause Cause, string Entry, Destination To, TimeSpan? RespondWithin, int? Attempts, string? Escalate = null)
{
    public static HandOffTerms Of(Route route) => new(EpochCause.Route, route.Id, route.To, route.RespondWithin, route.Attempts, route.Escalate);

    public static HandOffTerms Of(FastTrack track) => new(EpochCause.FastTrack, track.Id, track.To, track.RespondWithin, track.Attempts, track.Escalate);

    public static HandOffTerms Of(Persona persona, Destination to) => new(EpochCause.Persona, persona.Id, to, persona.RespondWithin, persona.Attempts, persona.Escalate);

    /// <summary>A new epoch: nothing of the one before counts any more.</summary>
    /// <param name="before">The lifecycle.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">In which a response time of whole days runs.</param>
    public Lifecycle Open(Lifecycle before, DateTimeOffset now, DayZone zone) => Send(before, now, zone) with
    {
        Stage = Stage.Qualified,
        Epoch = before.Epoch + 1,
        OpenedAt = now,
        FirstOpenedAt = before.FirstOpenedAt ?? now,
        Return = null,
        Since = now,
        IsReached = false,
        Disposition = Disposition.None,
        CoolDownUntil = null,
        SeenBelow = false,
        Track = null,
    };

    /// <summary>Sent under these terms: the response time and the attempts begin.</summary>
    /// <param name="before">The lifecycle.</param>
    /// <param name="now">The time.</param>
    /// <param name="zone">In which a response time of whole days runs.</param>
    public Lifecycle Send(Lifecycle before, DateTimeOffset now, DayZone zone) => before with
    {
        Cause = Cause,
        Route = Entry,
        To = To,
        SentAt = now,
        RespondBy = RespondWithin is { } time ? zone.After(now, time) : null,
        RespondedAt = null,
        IsOverdue = false,
        Escalate = Escalate,
        Attempts = Attempts,
        Tried = 0,
    };
}
