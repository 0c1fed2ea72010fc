using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Profiles;

/// <summary>Since when a lead is proven, and since when it is claimed (docs/reference/scoring.md#claimed-and-proven).</summary>
/// <param name="ProvenAt">When the first event happened that proves it; null for none.</param>
/// <param name="ClaimedAt">When the first event happened that a stranger could have sent; null for none.</param>
/// <param name="IsUnknown">The profile was stored by an app that did not ask: only the log knows.</param>
internal readonly record struct ProofTimes(DateTimeOffset? ProvenAt, DateTimeOffset? ClaimedAt, bool IsUnknown = false)
{
    /// <summary>The times with an event that counts.</summary>
    public ProofTimes With(LeadEvent e) => IsKnown(e) ? this
        : e.IsClaimed ? this with { ClaimedAt = Earlier(ClaimedAt, e.OccurredAt.ToUniversalTime()) }
        : EventTypes.Proves(e.Type) ? this with { ProvenAt = Earlier(ProvenAt, e.OccurredAt.ToUniversalTime()), IsUnknown = false } : this;

    /// <summary>The times of the events of both.</summary>
    public ProofTimes Join(ProofTimes other) => new(
        other.ProvenAt is { } proven ? Earlier(ProvenAt, proven) : ProvenAt,
        other.ClaimedAt is { } claimed ? Earlier(ClaimedAt, claimed) : ClaimedAt,
        (IsUnknown || other.IsUnknown) && ProvenAt is null && other.ProvenAt is null);

    // Of most events something earlier was known already: then nobody asks whether their type proves.
    private bool IsKnown(LeadEvent e) => e.IsClaimed ? ClaimedAt <= e.OccurredAt : !IsUnknown && ProvenAt <= e.OccurredAt;

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset other) => known <= other ? known.Value : other;
}
