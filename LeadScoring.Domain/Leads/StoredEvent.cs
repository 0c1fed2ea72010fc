using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Leads;

/// <summary>An event as captured: what is stored while it waits, and for ever in the log.</summary>
public sealed record StoredEvent
{
    /// <summary>The event itself.</summary>
    public required LeadEvent Event { get; init; }

    /// <summary>Whose it is, as the sender said.</summary>
    public required LeadIdentity Lead { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Hash of the content as it was sent: equal for a repetition, different for another event under the same id.</summary>
    public required string Hash { get; init; }

    /// <summary><c>occurredAt</c> was more than 10 minutes ahead and was taken as the time of receipt.</summary>
    public bool WasAhead { get; init; }

    /// <summary>It had happened more than 400 days before it was received.</summary>
    public bool WasLate { get; init; }

    /// <summary>The leads by way of which it came here, the last first, because each was merged into the next; empty for the lead's own.</summary>
    public ImmutableArray<string> Via { get => field.IsDefault ? [] : field; init; }

    /// <summary>It is the lead's own, not one of a lead that was merged into it.</summary>
    public bool IsOwn => Via.IsEmpty;

    /// <summary>It came with the merge: what there was to say about it was said about the lead that it came from.</summary>
    public bool IsCopied { get; init; }

    /// <summary>It came in a file.</summary>
    public bool Imported { get; init; }

    /// <summary>
    /// Whether it may publish something by itself: an answer, an inquiry, a follow-up, a hand-off. One that came late, in a file or with a merge
    /// says nothing about today: it only counts (docs/guide/hand-off.md#events-that-only-count).
    /// </summary>
    public bool MayTrigger => !Imported && !IsCopied && ReceivedAt - Event.OccurredAt <= RelevantEvent.MaxAge;

    /// <summary>The key under which it is stored.</summary>
    public string Key => EventIds.Of(Event);
}
