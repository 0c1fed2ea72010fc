using LeadScoring.Domain.Models;

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

    public static HandOffTerms Of(FastTrack track) => new(EpochCause.FastTrack, track.Id, track.To, track.RespondWithin, track.Attempts);

    public static HandOffTerms Of(Persona persona, Destination to) => new(EpochCause.Persona, persona.Id, to, persona.RespondWithin, persona.Attempts);

    /// <summary>A new epoch: nothing of the one before counts any more.</summary>
    public Lifecycle Open(Lifecycle before, DateTimeOffset now) => Send(before, now) with
    {
        Stage = Stage.Qualified,
        Epoch = before.Epoch + 1,
        OpenedAt = now,
        Since = now,
        IsReached = false,
        Disposition = Disposition.None,
        CoolDownUntil = null,
        SeenBelow = false,
        Track = null,
    };

    /// <summary>Sent under these terms: the response time and the attempts begin.</summary>
    public Lifecycle Send(Lifecycle before, DateTimeOffset now) => before with
    {
        Cause = Cause,
        Route = Entry,
        To = To,
        SentAt = now,
        RespondBy = now + RespondWithin,
        RespondedAt = null,
        IsOverdue = false,
        Escalate = Escalate,
        Attempts = Attempts,
        Tried = 0,
    };
}
