using LeadScoring.Domain.Events;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rebuild;

/// <summary>
/// Rebuilds the leads of a bucket, or one lead, for the active version of a model. Messages name only the model, so that the version that is
/// active when they are worked on is built and none is ever lowered. A bucket saves its place after each page and resumes there.
/// </summary>
public sealed class RebuildHandler(
    ITables tables,
    ModelStore store,
    ModelCatalog catalog,
    LeadRebuilder rebuilder,
    RescoreHandler rescore,
    RebuildRequests requests,
    RebuildAsks asks,
    PutOffs putOffs,
    TimeProvider clock,
    ILogger<RebuildHandler> log)
{
    private const int PageLeads = 200;
    private const int LeadsAtOnce = 8;

    // Well below host.json's functionTimeout: what is left goes on in a message of its own.
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(4);

    private QueueMessageReader Messages => new(QueueNames.Rebuild, log);

    /// <summary>Works on a message of the queue <c>lead-rebuild</c>.</summary>
    /// <exception cref="UnreadableMessageException">The message is none.</exception>
    public async Task Handle(BinaryData body, CancellationToken cancellation)
    {
        var message = Messages.Read(body, MessagingJson.Default.RebuildMessage, "model");
        if (message.Lead is null)
            Messages.CheckBucket(message.Bucket ?? throw Messages.Refuse("it has neither 'lead' nor 'bucket'"));
        await putOffs.Work(
            QueueNames.Rebuild, message.Delays, () => Handle(message, cancellation), () => Json.Binary(message with { Delays = message.Delays + 1 }, MessagingJson.Default.RebuildMessage), cancellation);
    }

    private async Task Handle(RebuildMessage message, CancellationToken cancellation)
    {
        using var span = Traces.Continue("rebuild", message.TraceParent);
        span?.SetTag(SpanTags.Model, message.Model);
        if (await store.ActiveVersion(message.Model, cancellation) is not { } version)
        {
            log.ModelNeverPublished(message.Model);
            return;
        }

        var model = await catalog.Version(message.Model, version, cancellation);
        span?.SetTag(SpanTags.Version, version);
        if (message.Lead is { } leadId)
        {
            span?.SetTag(SpanTags.Lead, leadId);
            asks.Arrive(leadId);
            await Lead(leadId, model, message, cancellation);
        }
        else
        {
            span?.SetTag(SpanTags.Bucket, message.Bucket);
            if (await Bucket(message.Bucket!.Value, model, message, cancellation))
                await requests.AskNext(message, cancellation);
        }
    }

    // False when the rest goes on in a message of its own.
    private async Task<bool> Bucket(int bucket, VersionedModel model, RebuildMessage message, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var progress = await store.Progress(model.Id, bucket, cancellation);
        if (progress?.Version != model.Version)
            progress = new BucketProgress(model.Version, null, 0, false);
        if (progress.IsDone)
            return true;

        var (from, to) = LeadIds.RangeOf(bucket);
        string? continuation = null;
        do
        {
            // '!' sorts before every character of an id, so the lead at the place itself is left out.
            var range = KeyRange.Partitions(progress.Place is null ? from : progress.Place + "!", to, RowKeys.Lead);
            var page = await tables.Leads.Read(range, PageLeads, continuation, cancellation);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
            await Parallel.ForEachAsync(page.Rows, parallel, async (row, token) => await Lead(row.PartitionKey, model, message, token));
            Traces.Count(SpanTags.Leads, page.Rows.Count);

            // The next page begins after the place, so the service's continuation is needed only for pages without a row.
            continuation = page.Rows.Count == 0 ? page.Continuation : null;
            var isDone = page.Continuation is null;
            if (page.Rows.Count > 0 || isDone)
            {
                progress = progress with
                {
                    Place = page.Rows.Count > 0 ? page.Rows[^1].PartitionKey : progress.Place,
                    Leads = progress.Leads + page.Rows.Count,
                    IsDone = isDone,
                };
                await store.SaveProgress(model.Id, bucket, progress, cancellation);
            }

            if (!isDone && clock.GetElapsedTime(started) > Budget)
            {
                await requests.Ask(message with { Delays = 0 }, TimeSpan.Zero, cancellation);
                return false;
            }
        }
        while (!progress.IsDone);
        // Most buckets of a small app are empty.
        if (progress.Leads > 0)
            log.BucketRebuilt(bucket, model.Version, model.Id, progress.Leads);
        return true;
    }

    // A lead that fails must not stop its bucket: it is retried by itself, or parked as after any event.
    private async Task Lead(string leadId, VersionedModel model, RebuildMessage message, CancellationToken cancellation)
    {
        try
        {
            if (await rebuilder.Rebuild(leadId, model, message.Force, cancellation))
                return;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && !Failure.IsTransient(fault))
        {
            await rescore.Fail(leadId, fault, Visit(leadId, message), cancellation);
            return;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.RebuildPutOff(leadId, Failure.ReasonOf(fault));
            if (Failure.IsFromNewerVersion(fault))
            {
                // The visit by a process that can read the lead finds that it is to be rebuilt.
                await rescore.PutOff([new LeadEnd(leadId, LeadOutcome.Later(null), fault)], Visit(leadId, message), PutOffs.DelayAfter(0), cancellation);
                return;
            }
        }

        // A lead of a bucket begins to count for itself.
        var delays = message.Lead is null ? 0 : message.Delays;
        await requests.Ask(message with { Bucket = null, Chained = false, Lead = leadId, Delays = delays + 1 }, PutOffs.DelayAfter(delays), cancellation);
    }

    private static VisitRequest Visit(string leadId, RebuildMessage message) => new() { Leads = [leadId], Evaluate = true, TraceParent = message.TraceParent };
}
