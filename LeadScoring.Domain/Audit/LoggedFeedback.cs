using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Audit;

/// <summary>A report of sales in a lead's log.</summary>
/// <param name="Feedback">The report.</param>
/// <param name="Seq">Its number in the log: a hand-off that could know it is not what it is about.</param>
public sealed record LoggedFeedback(Feedback Feedback, long Seq);
