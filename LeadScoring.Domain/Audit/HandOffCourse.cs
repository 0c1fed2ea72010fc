using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Audit;

/// <summary>What became of a hand-off, as of a time.</summary>
/// <param name="HandOff">The hand-off.</param>
/// <param name="Response">Whether its response time was kept.</param>
/// <param name="RespondedAt">When sales first tried to reach the lead, or reported what nobody knows without having tried; null = never.</param>
/// <param name="Attempts">How often somebody tried to reach the lead, or reached it.</param>
/// <param name="IsAccepted">Sales took it.</param>
/// <param name="End">How it was taken back; null while it was not.</param>
/// <param name="IsOverdueNow">Sales has it, nobody answered, and the time is over.</param>
/// <param name="Furthest">How far sales got with it: accepted, sales-qualified, opportunity or customer, whatever came of it later; null where sales reported none of these.</param>
public sealed record HandOffCourse(
    HandOff HandOff, ResponseState Response, DateTimeOffset? RespondedAt, int Attempts, bool IsAccepted, HandOffEnd? End, bool IsOverdueNow, Stage? Furthest);

/// <summary>Whether a response time was kept. Every hand-off is in one of these.</summary>
public enum ResponseState
{
    /// <summary>No time was agreed.</summary>
    NotAgreed,

    /// <summary>Answered at the agreed time at the latest.</summary>
    InTime,

    /// <summary>Answered after it.</summary>
    Late,

    /// <summary>Not answered, and the time went by while sales had the lead.</summary>
    Overdue,

    /// <summary>Not answered, and taken back or replaced by an upgrade before the time was over.</summary>
    Closed,

    /// <summary>Not answered, and there is time left.</summary>
    Running,
}

/// <summary>How a hand-off was taken back.</summary>
public enum HandOffEnd
{
    /// <summary>The attempts agreed were used up.</summary>
    Abandoned,

    /// <summary>Even with the margin no route to sales held any more.</summary>
    Recycled,

    /// <summary>By a rule, or because sales said so.</summary>
    Disqualified,
}
