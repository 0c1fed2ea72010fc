using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Audit;

/// <summary>A decision about a lead as it was filed.</summary>
/// <param name="Number">Its number among the lead's decisions, over all models: the order in which they were taken.</param>
/// <param name="Model">The model's id.</param>
/// <param name="Version">Of the model.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Seq">The newest event of the log that it could know; 0 where an older app did not note it.</param>
/// <param name="AsOf">The day of its figures; null where it was not noted.</param>
public sealed record PastDecision(int Number, string Model, int Version, DateTimeOffset At, Decision Decision, long Seq, Day? AsOf);
