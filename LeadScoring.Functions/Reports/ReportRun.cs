using Azure;

namespace LeadScoring.Functions.Reports;

/// <summary>The newest computation of a report for one question.</summary>
/// <param name="Question">What is computed.</param>
/// <param name="Number">1, 2, ...</param>
/// <param name="StartedAt">The time as of which it is computed: what was decided later is not in it.</param>
/// <param name="AskedAt">When the buckets were last asked for.</param>
/// <param name="Before">When the computation before it was started; null for the first.</param>
/// <param name="Tag">Of its row.</param>
public sealed record ReportRun(ReportQuestion Question, int Number, DateTimeOffset StartedAt, DateTimeOffset AskedAt, DateTimeOffset? Before, ETag Tag)
{
    public string Id => Question.Id;
}
