using System.Collections.Immutable;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Previews;

/// <summary>Starts computations of previews: one message per bucket of leads, on the queue of the reports.</summary>
public sealed class PreviewStarter(PreviewStore previews, IQueues queues, TimeProvider clock)
{
    /// <summary>What the messages call themselves, beside the names of reports.</summary>
    public const string Report = "preview";

    private const int SendsAtOnce = 16;

    /// <summary>Buckets of which nothing was heard for this long are taken for lost and asked for again.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Starts the next computation, unless somebody else just did.</summary>
    /// <param name="model">Id of the model.</param>
    /// <param name="text">The document.</param>
    /// <param name="base">The live version; 0 for none.</param>
    /// <param name="buckets">How many of 256.</param>
    /// <param name="last">The computation before; null for none.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <returns>The newest computation, no matter who started it.</returns>
    public async Task<PreviewRun> Start(string model, string text, int @base, int buckets, PreviewRun? last, CancellationToken cancellation)
    {
        await previews.Expire(model, cancellation);
        var now = clock.GetUtcNow();
        var next = new PreviewRun(model, text, @base, buckets, (last?.Number ?? 0) + 1, now, now, last?.Tag ?? default);

        // The row before the messages: they would find nothing to do. If some are lost here, they are asked for again when patience ends.
        if (await previews.Save(next, cancellation))
            await Send(next, next.Tried);
        return await previews.Find(next.Id, cancellation) ?? next;
    }

    /// <summary>Asks again for buckets that seem to be lost.</summary>
    /// <param name="run">The computation.</param>
    /// <param name="parts">Those of it that have begun.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task Remind(PreviewRun run, ImmutableArray<PreviewPart> parts, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - run.AskedAt < Patience || !await previews.Save(run with { AskedAt = now }, cancellation))
            return;
        var alive = parts.Where(part => part.IsDone || now - part.At < Patience).Select(static part => part.Bucket);
        await Send(run, run.Tried.Except(alive));
    }

    /// <summary>Asks for one bucket, from where it stands.</summary>
    public Task Send(PreviewRun run, int bucket, CancellationToken cancellation)
    {
        var message = new ReportBucketMessage { Report = Report, Id = run.Id, Run = run.Number, Bucket = bucket, TraceParent = Traces.Parent };
        return queues.Send(QueueNames.Report, Json.Binary(message, PreviewsJson.Default.ReportBucketMessage), TimeSpan.Zero, cancellation);
    }

    // It is noted as begun, and others wait for it: that the one who asked has gone, such as to another page, does not end it.
    private Task Send(PreviewRun run, IEnumerable<int> buckets)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce };
        return Parallel.ForEachAsync(buckets, parallel, async (bucket, token) => await Send(run, bucket, token));
    }
}
