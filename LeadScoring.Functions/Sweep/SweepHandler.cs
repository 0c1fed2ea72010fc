using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// The night: visits the leads whose grade, route or decision changes by time alone because a day has begun in the time zone of a model, found by the Due index. It changes no points, so any number of
/// runs, overlapping or late, gives the same result. A night costs the leads that are due, not those that exist.
/// </summary>
public sealed class SweepHandler(
    ITables tables, IQueues queues, RescoreHandler rescore, LastNight night, PutOffs putOffs, AppMetrics metrics, TimeProvider clock, ILogger<SweepHandler> log)
{
    private const int LeadsAtOnce = 8;
    private const int PageRows = 1000;

    private QueueMessageReader Messages => new(QueueNames.Sweep, log);

    /// <summary>Starts a night: one message per bucket, then the watermark.</summary>
    public async Task Start(CancellationToken cancellation)
    {
        using var span = Traces.Start("night");
        var now = clock.GetUtcNow();
        var trace = Traces.Parent;
        log.NightBegins(Day.Of(now).ToString());
        await Send(Enumerable.Range(0, LeadIds.Buckets), trace, cancellation);
        // Written last: a crash before starts the night again, which changes nothing.
        await night.Begin(now, cancellation);
    }

    /// <summary>Visits who is due between two nights, because a day begins somewhere: one message per bucket.</summary>
    internal Task VisitDue(CancellationToken cancellation) => Send(Enumerable.Range(0, LeadIds.Buckets), Traces.Parent, cancellation);

    /// <summary>Starts a night that the timer missed: none for more than 26 hours. Asks again for the buckets of one whose messages were lost.</summary>
    public async Task CatchUp(CancellationToken cancellation)
    {
        if (await night.Find(cancellation) is not { } last)
            return;
        if (clock.GetUtcNow() - last.At > LastNight.Overdue)
        {
            log.NightMissed(last.At);
            await Start(cancellation);
        }
        else if (!last.IsDone && clock.GetUtcNow() - last.At >= LastNight.Patience)
        {
            await Finish(last, cancellation);
        }
    }

    /// <summary>Visits the due leads of a bucket.</summary>
    /// <exception cref="UnreadableMessageException">The message is none.</exception>
    public async Task Bucket(BinaryData body, CancellationToken cancellation)
    {
        var message = Messages.Read(body, MessagingJson.Default.SweepMessage, "bucket");
        Messages.CheckBucket(message.Bucket);
        using var span = Traces.Continue("sweep", message.TraceParent);
        span?.SetTag(SpanTags.Bucket, message.Bucket);
        await putOffs.Work(
            QueueNames.Sweep, message.Delays, () => Visit(message.Bucket, cancellation), () => Json.Binary(message with { Delays = message.Delays + 1 }, MessagingJson.Default.SweepMessage), cancellation);
    }

    private async Task Visit(int bucket, CancellationToken cancellation)
    {
        var range = KeyRange.Rows(DueRows.Partition(bucket), to: DueRows.AfterNights(clock.GetUtcNow()));
        var options = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
        await foreach (var page in tables.Due.Pages(range, cancellation, PageRows))
        {
            await Parallel.ForEachAsync(page, options, async (row, token) => await Visit(row, token));
            Traces.Count(SpanTags.Leads, page.Count);
        }
    }

    private async Task Finish(NightMark last, CancellationToken cancellation)
    {
        var waiting = await night.WaitingBuckets(last, cancellation);
        var asks = last.Asks;
        // Where messages wait, they are on their way: put off by an outage, or not yet worked on.
        if (waiting.Count > 0 && asks < LastNight.MostAsks && await queues.Depth(QueueNames.Sweep, cancellation) is null or 0)
        {
            log.BucketsWait(waiting.Count, last.At);
            await Send(waiting, Traces.Parent, cancellation);
            asks++;
        }

        await night.Note(last with { Waiting = waiting.Count, Asks = asks }, cancellation);
    }

    private Task Send(IEnumerable<int> buckets, string? trace, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation };
        return Parallel.ForEachAsync(buckets, options, async (bucket, token) => await queues.Send(
            QueueNames.Sweep, Json.Binary(new SweepMessage(bucket, trace), MessagingJson.Default.SweepMessage), TimeSpan.Zero, token));
    }

    // The row goes only after the lead's batch and publish, or after the lead is durably put off; with the tag as read, so that a row filed again
    // meanwhile stays.
    private async Task Visit(TableEntity row, CancellationToken cancellation)
    {
        metrics.SweepVisit();
        // A night may have a million of them.
        using var span = Traces.Apart("rescore");
        var request = new VisitRequest { Leads = [DueRows.LeadOf(row.RowKey)], Evaluate = true };
        var end = await rescore.Visit(request.Leads[0], request.Evaluate, span, cancellation);
        if (end.Outcome is null)
            await rescore.Fail(end.LeadId, end.Fault!, request, cancellation);
        else if (!end.Outcome.Value.IsDone)
            await rescore.PutOff([end], request, PutOffs.DelayAfter(0), cancellation);
        await tables.Due.Delete(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }
}
