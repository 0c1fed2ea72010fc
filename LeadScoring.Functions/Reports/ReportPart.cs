using Azure;
using LeadScoring.Domain.Events;

namespace LeadScoring.Functions.Reports;

/// <summary>What a computation has found in one bucket so far.</summary>
/// <param name="Bucket">0-255, as in <see cref="LeadIds.BucketOf"/>.</param>
/// <param name="Run">Number of the computation.</param>
/// <param name="Place">The last lead that is in it; null = none yet.</param>
/// <param name="Leads">How many leads are in it.</param>
/// <param name="IsDone">All leads of the bucket are.</param>
/// <param name="At">When it was saved.</param>
/// <param name="Figures">What was found, as the report stores it; null before the first leads.</param>
/// <param name="Tag">Of its row; none before it is saved.</param>
public sealed record ReportPart(int Bucket, int Run, string? Place, int Leads, bool IsDone, DateTimeOffset At, byte[]? Figures, ETag Tag)
{
    /// <summary>Nothing found yet.</summary>
    /// <param name="tag">Of the row that it takes the place of.</param>
    public static ReportPart Begin(int bucket, int run, ETag tag) => new(bucket, run, null, 0, false, default, null, tag);
}
