using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Reports;

/// <summary>
/// Reads a bucket of leads for a report, page by page. After each page the part is saved with its place, so that a bucket is resumed where it
/// stopped and no lead is counted twice; a large one goes on in a message of its own.
/// </summary>
public sealed class ReportBuckets(
    ITables tables, ReportRuns runs, ReportParts parts, ReportStarter starter, IEnumerable<IReport> reports, TimeProvider clock, ILogger<ReportBuckets> log)
{
    private const int PageLeads = 100;

    // Well below host.json's functionTimeout.
    internal static readonly TimeSpan Budget = TimeSpan.FromMinutes(4);

    /// <summary>Works on a bucket; on one that is done, or of an older computation, there is nothing to do.</summary>
    public async Task Handle(ReportBucketMessage message, CancellationToken cancellation)
    {
        using var span = Traces.Continue("report", message.TraceParent);
        span?.SetTag(SpanTags.Report, message.Report).SetTag(SpanTags.Bucket, message.Bucket);
        if (await runs.Find(message.Id, cancellation) is not { } run || run.Number != message.Run || reports.FirstOrDefault(known => known.Name == run.Question.Name) is not { } report)
        {
            log.ReportBucketOutdated(message.Report, message.Bucket, message.Run);
            return;
        }

        var started = clock.GetTimestamp();
        var part = await parts.Find(run, message.Bucket, cancellation);
        string? continuation = null;
        while (!part.IsDone)
        {
            (var more, continuation) = await Page(report, run, part, continuation, cancellation);
            if (ReferenceEquals(more, part))
                continue;

            // Somebody else works on the same bucket, and will finish it: its message is redelivered until it does.
            if (await parts.Save(run, more with { At = clock.GetUtcNow() }, cancellation) is not { } saved)
                return;
            part = saved;
            if (!part.IsDone && clock.GetElapsedTime(started) > Budget)
            {
                await starter.Send(run, part.Bucket, cancellation);
                return;
            }
        }
    }

    private async Task<(ReportPart Part, string? Continuation)> Page(IReport report, ReportRun run, ReportPart part, string? continuation, CancellationToken cancellation)
    {
        var (from, to) = LeadIds.RangeOf(part.Bucket);

        // '!' sorts before every character of an id, so the lead at the place itself is left out.
        var range = KeyRange.Partitions(part.Place is null ? from : part.Place + "!", to, RowKeys.Lead);
        var page = await tables.Leads.Read(range, PageLeads, continuation, cancellation);
        if (page.Rows.Count == 0 && page.Continuation is not null)
            return (part, page.Continuation);
        Traces.Count(SpanTags.Leads, page.Rows.Count);

        // The next page begins after the place, so the service's continuation is needed only for pages without a row.
        return (part with
        {
            Place = page.Rows.Count > 0 ? page.Rows[^1].PartitionKey : part.Place,
            Leads = part.Leads + page.Rows.Count,
            IsDone = page.Continuation is null,
            Figures = await report.Add(part.Figures, run, [.. page.Rows.Select(static row => row.PartitionKey)], cancellation),
        }, null);
    }
}
