using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Reports;

/// <summary>Starts computations of reports: one message per bucket of leads.</summary>
public sealed class ReportStarter(ReportRuns runs, IQueues queues, TimeProvider clock)
{
    private const int SendsAtOnce = 16;

    /// <summary>Buckets of which nothing was heard for so long are taken for lost and asked for again.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Starts the next computation, unless somebody else just did.</summary>
    /// <param name="last">The computation before; null for none.</param>
    /// <returns>The newest computation, no matter who started it.</returns>
    public async Task<ReportRun> Start(ReportQuestion question, ReportRun? last, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var next = new ReportRun(question, (last?.Number ?? 0) + 1, now, now, last?.StartedAt, last?.Tag ?? default);

        // The row before the messages: they would find nothing to do. If some are lost here, they are asked for again when patience ends.
        if (await runs.Save(next, cancellation))
            await Send(next, Enumerable.Range(0, LeadIds.Buckets));
        return await runs.Find(question.Id, cancellation) ?? next;
    }

    /// <summary>Asks again for buckets that seem to be lost.</summary>
    /// <param name="parts">Those of the computation that have begun.</param>
    public async Task Remind(ReportRun run, ImmutableArray<ReportPart> parts, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - run.AskedAt < Patience || !await runs.Save(run with { AskedAt = now }, cancellation))
            return;
        var alive = parts.Where(part => part.IsDone || now - part.At < Patience).Select(static part => part.Bucket);
        await Send(run, Enumerable.Range(0, LeadIds.Buckets).Except(alive));
    }

    /// <summary>Asks for one bucket, from where it stands.</summary>
    public Task Send(ReportRun run, int bucket, CancellationToken cancellation)
    {
        var message = new ReportBucketMessage { Report = run.Question.Name, Id = run.Id, Run = run.Number, Bucket = bucket, TraceParent = Traces.Parent };
        return queues.Send(QueueNames.Report, Json.Binary(message, ReportsJson.Default.ReportBucketMessage), TimeSpan.Zero, cancellation);
    }

    // It is noted as begun, and others wait for it: that the one who asked has gone, such as to another page, does not end it.
    private Task Send(ReportRun run, IEnumerable<int> buckets)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce };
        return Parallel.ForEachAsync(buckets, parallel, async (bucket, token) => await Send(run, bucket, token));
    }
}
