using System.Collections.Immutable;

namespace LeadScoring.Functions.Reports;

/// <summary>A computation of a report that is done.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="ComputedAt">As of when it was computed.</param>
/// <param name="Refreshing">A newer one is in progress.</param>
/// <param name="Parts">Of all buckets.</param>
public sealed record ReportResult(ReportQuestion Question, DateTimeOffset ComputedAt, bool Refreshing, ImmutableArray<ReportPart> Parts)
{
    /// <summary>How many leads were looked at.</summary>
    public int Leads => Parts.Sum(static part => part.Leads);
}
