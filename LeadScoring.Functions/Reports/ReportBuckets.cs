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
    ITables tables, ReportRuns runs, ReportParts parts, ReportStarter starter, ServiceLevelReader reader, TimeProvider clock, ILogger<ReportBuckets> log)
{
    private const int PageLeads = 100;
    private const int LeadsAtOnce = 8;

    // Well below host.json's functionTimeout.
    internal static readonly TimeSpan Budget = TimeSpan.FromMinutes(4);

    /// <summary>Works on a bucket; on one that is done, or of an older computation, there is nothing to do.</summary>
    public async Task Handle(ReportBucketMessage message, CancellationToken cancellation)
    {
        using var span = Traces.Continue("report", message.TraceParent);
        span?.SetTag(SpanTags.Report, ReportNames.ServiceLevel).SetTag(SpanTags.Bucket, message.Bucket);
        if (await runs.Find(message.Id, cancellation) is not { } run || run.Number != message.Run || run.Question.Name != ReportNames.ServiceLevel)
        {
            log.ReportBucketOutdated(message.Report, message.Bucket, message.Run);
            return;
        }

        var started = clock.GetTimestamp();
        var part = await parts.Find(run, message.Bucket, cancellation);
        string? continuation = null;
        while (!part.IsDone)
        {
            (var more, continuation) = await Page(run, part, continuation, cancellation);
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

    private async Task<(ReportPart Part, string? Continuation)> Page(ReportRun run, ReportPart part, string? continuation, CancellationToken cancellation)
    {
        var (from, to) = LeadIds.RangeOf(part.Bucket);

        // '!' sorts before every character of an id, so the lead at the place itself is left out.
        var range = KeyRange.Partitions(part.Place is null ? from : part.Place + "!", to, RowKeys.Lead);
        var page = await tables.Leads.Read(range, PageLeads, continuation, cancellation);
        var found = new LeadServiceLevel[page.Rows.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, found.Length, parallel, async (i, token) => found[i] = await reader.Read(page.Rows[i].PartitionKey, run, token));
        Traces.Count(SpanTags.Leads, found.Length);
        if (found.Length == 0 && page.Continuation is not null)
            return (part, page.Continuation);

        // The next page begins after the place, so the service's continuation is needed only for pages without a row.
        return (part with
        {
            Place = found.Length > 0 ? page.Rows[^1].PartitionKey : part.Place,
            Leads = part.Leads + found.Length,
            IsDone = page.Continuation is null,
            Figures = part.Figures.With(found),
        }, null);
    }
}
