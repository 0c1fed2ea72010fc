using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Works on one lead until everything that waited when it was first read is scored, decided and published (ARCHITECTURE.md#the-flow).
/// Every step is: read, decide, commit one batch guarded by the state's tag, publish. Whatever crashes in between, the next visit finds
/// either the state before or the state after, and the outbox.
/// </summary>
public sealed class LeadRescorer(
    LeadStore leads,
    LeadIndexes indexes,
    ModelCatalog models,
    Publisher publisher,
    LeadForwarder forwarder,
    LeadEraser eraser,
    ProvenScores provenScores,
    RejectedStore rejected,
    LeadNumbering numbering,
    RebuildAsks rebuildAsks,
    IQueues queues,
    LeadIds leadIds,
    LeadMessages messages,
    AppMetrics metrics,
    TimeProvider clock,
    ILogger<LeadRescorer> log)
{
    private const int EventsPerBatch = 30;
    private const int MaxConflicts = 8;
    private const int MaxSteps = 400;

    private CoalescingRunner<LeadOutcome>? _runs;

    /// <summary>Works on a lead.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="evaluate">Evaluate as of today even if no event waits.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public Task<LeadOutcome> Run(string leadId, bool evaluate, CancellationToken cancellation) =>
        LazyInitializer.EnsureInitialized(ref _runs, () => new CoalescingRunner<LeadOutcome>(Work)).Run(leadId, evaluate, cancellation);

    private async Task<LeadOutcome> Work(string leadId, bool evaluate, CancellationToken cancellation)
    {
        var evaluated = !evaluate;
        for (int conflicts = 0, steps = 0; steps < MaxSteps; steps++)
        {
            var read = await Read(leadId, cancellation);
            var step = await Step(read, evaluated, cancellation);
            if (step.Conflict)
            {
                if (++conflicts == MaxConflicts)
                    return LeadOutcome.Later(null);
                await Task.Delay(TimeSpan.FromMilliseconds(Jitter(leadId, conflicts)), clock, cancellation);
                continue;
            }

            evaluated = true;
            if (step.RetryAt is { } retryAt)
                return LeadOutcome.Later(retryAt);
            // Rows that came later have a message of their own.
            if (!step.HasMore)
                return LeadOutcome.Done;
        }

        return LeadOutcome.Later(null);
    }

    // A person whose rows are broken is erased all the same.
    private async Task<LeadRead> Read(string leadId, CancellationToken cancellation)
    {
        try
        {
            return await leads.Read(leadId, cancellation);
        }
        catch (CorruptStateException broken) when (broken is not NewerStateException)
        {
            var readable = await leads.ReadReadable(leadId, cancellation);
            if (readable.State?.ErasedAt is not null)
                await eraser.Erase(leadId, cancellation);
            else if (readable.Pending.Any(IsErasure))
                await eraser.ErasePerson(leadId, cancellation);
            else
                throw;
            return await leads.Read(leadId, cancellation);
        }
    }

    private static bool IsErasure(PendingEvent row) => row.Captured.Event.Type == EventTypes.PrivacyDeleted;

    private async Task<StepResult> Step(LeadRead read, bool evaluated, CancellationToken cancellation)
    {
        if (read.State?.ErasedAt is not null)
            return await Forget(read, cancellation);
        if (read.Pending.Any(IsErasure))
        {
            await eraser.ErasePerson(read.LeadId, cancellation);
            return new StepResult(false, true, null);
        }

        return await Score(read, await models.Active(cancellation), evaluated, cancellation);
    }

    // What comes for somebody who was erased is deleted unread, with the row that knows it; what is left of the erasure is done.
    private async Task<StepResult> Forget(LeadRead read, CancellationToken cancellation)
    {
        await leads.Delete(read.LeadId, read.Pending.SelectMany(static row => new[] { RowKeys.Pending(row.EventKey), RowKeys.Received(row.EventKey) }), cancellation);
        return await Publish(read, cancellation) is { } later ? StepResult.Waits(later) : new StepResult(false, read.HasMore, null);
    }

    /// <summary>Works through one page of a lead.</summary>
    private async Task<StepResult> Score(LeadRead read, ImmutableArray<VersionedModel> active, bool evaluated, CancellationToken cancellation)
    {
        var known = await forwarder.FindOrphans(read, cancellation);
        var take = EventsPerBatch;
        var first = true;
        while (true)
        {
            var drop = read.Pending.Where(row => known.Contains(row.EventKey)).Take(take).ToImmutableArray();
            var fold = read.Pending.Where(row => !known.Contains(row.EventKey)).Take(Math.Max(take - drop.Length, 0)).ToImmutableArray();
            var isLast = drop.Length + fold.Length == read.Pending.Length && !read.HasMore;
            var nothing = read.State is null ? fold.IsEmpty : fold.IsEmpty && drop.IsEmpty && !(isLast && (read.State.Undecided || (first && !evaluated)));
            if (nothing)
                break;

            var versions = await Versions(read, active, cancellation);
            var change = LeadStep.Take(new LeadInput
            {
                LeadId = read.LeadId,
                State = read.State,
                Models = read.Models,
                Fold = fold,
                Drop = drop,
                IsLast = isLast,
                Active = active,
                Versions = versions,
                LeadIds = leadIds,
                Now = clock.GetUtcNow(),
                New = numbering.State,
            });
            var proven = await provenScores.Find(read.LeadId, change, versions, cancellation);
            var batch = LeadBatch.From(
                read, change, context => messages.Create(proven.TryGetValue(context.Number, out var score) ? context with { ProvenScore = score } : context, Traces.Parent));
            if (!Fits(batch, fold.Length))
            {
                // Many models, facts or large events: a smaller step fits.
                take = take > 1 ? take / 2 : throw new LeadTooLargeException(read.LeadId, "one event does not fit into one batch");
                continue;
            }

            var committed = await Commit(batch, change, active, cancellation);
            if (committed is not { } after)
                return StepResult.Conflicted;
            if (after.Duplicates is { } duplicates)
            {
                known = known.Union(duplicates);
                continue;
            }

            read = after.Read!;
            first = false;
            if (isLast)
                break;
            if (await Publish(read, cancellation) is { } early)
                return StepResult.Waits(early);
            read = read with { Outbox = [] };
        }

        return await Publish(read, cancellation) is { } later ? StepResult.Waits(later) : new StepResult(false, read.HasMore, null);
    }

    private Task<DateTimeOffset?> Publish(LeadRead read, CancellationToken cancellation) =>
        read.Outbox.IsEmpty ? Task.FromResult<DateTimeOffset?>(null) : publisher.Publish(read.LeadId, read.Outbox, cancellation);

    /// <summary>Index rows before the batch, the batch, then what it made superfluous.</summary>
    private async Task<Committed?> Commit(LeadBatch batch, LeadChange change, ImmutableArray<VersionedModel> active, CancellationToken cancellation)
    {
        var leadId = batch.After.LeadId;
        if (batch.Actions.IsEmpty)
        {
            await EnqueueRebuild(leadId, change, active, cancellation);
            return new Committed(batch.After, null);
        }

        await indexes.Before(batch, cancellation);
        var outcome = await leads.Submit(batch.Actions, cancellation);
        if (!outcome.Committed)
        {
            await indexes.Undo(batch, cancellation);
            if (outcome.Status != 409 || outcome.FailedIndex == 0)
                return null;

            var duplicates = await FindDuplicates(leadId, [.. change.Stored.Select(static stored => stored.Pending)], cancellation);
            return duplicates.IsEmpty ? null : new Committed(null, duplicates);
        }

        Count(change);
        await indexes.After(batch, cancellation);
        await EnqueueRebuild(leadId, change, active, cancellation);
        return new Committed(batch.After with { Tag = outcome.FirstTag }, null);
    }

    // The log has these already: equal ones are repetitions; other content is kept for people before its row goes.
    private async Task<ImmutableHashSet<string>> FindDuplicates(string leadId, ImmutableArray<PendingEvent> stored, CancellationToken cancellation)
    {
        var logged = await leads.FindLogged(leadId, stored.Select(row => row.EventKey), cancellation);
        foreach (var row in stored)
        {
            if (!logged.TryGetValue(row.EventKey, out var hash) || hash == row.Captured.Hash)
                continue;

            var text = System.Text.Encoding.UTF8.GetString(Storage.StoredEventJson.Write(row.Captured));
            RequestError[] errors = [Capture.EventErrors.OtherContent("")];
            await rejected.Keep(new RejectedEvent(row.Captured.Event.Source, text, errors, row.Captured.ReceivedAt, leadId), cancellation);
        }

        return [.. logged.Keys];
    }

    private async Task<IReadOnlyDictionary<(string, int), VersionedModel>> Versions(
        LeadRead read, ImmutableArray<VersionedModel> active, CancellationToken cancellation)
    {
        var versions = active.ToDictionary(model => (model.Id, model.Version));
        foreach (var model in active)
        {
            if (!read.Models.TryGetValue(model.Id, out var row))
                continue;
            foreach (var version in new[] { row.Version, row.Building?.Version ?? 0 })
            {
                if (version > 0 && !versions.ContainsKey((model.Id, version)))
                    versions.Add((model.Id, version), await models.Version(model.Id, version, cancellation));
            }
        }

        return versions;
    }

    // Also without a batch: the process that committed the reason may have died before it came to this.
    private async Task EnqueueRebuild(string leadId, LeadChange change, ImmutableArray<VersionedModel> active, CancellationToken cancellation)
    {
        var revision = change.State.Revision;
        if (rebuildAsks.Next(leadId, [.. active.Where(model => change.Outdated.Contains(model.Id, StringComparer.Ordinal))], revision) is not { } next)
            return;
        log.SignalsOutdated(leadId, next.Id);
        var message = new RebuildMessage { Model = next.Id, Lead = leadId, TraceParent = Traces.Parent };
        await queues.Send(QueueNames.Rebuild, Json.Binary(message, MessagingJson.Default.RebuildMessage), TimeSpan.Zero, cancellation);
        rebuildAsks.Note(leadId, next, revision);
    }

    private void Count(LeadChange change)
    {
        metrics.LeadRescored();
        Traces.Count(SpanTags.Events, change.Stored.Length);
        Traces.Count(SpanTags.Decisions, change.Facts.Length);
        var now = clock.GetUtcNow();
        foreach (var stored in change.Stored)
            metrics.CaptureToScore(now - stored.Pending.Captured.ReceivedAt);
        metrics.Suspected(change.Suspected);
        foreach (var numbered in change.Facts)
            metrics.Decided(numbered.Fact.Decision.Type);
    }

    private static bool Fits(LeadBatch batch, int events)
    {
        if (batch.Actions.Length > TableLimits.ActionsPerBatch)
            return false;
        try
        {
            if (!batch.Actions.IsEmpty)
                TableLimits.Check(batch.Actions);
            return true;
        }
        catch (StorageLimitException) when (events > 1)
        {
            return false;
        }
    }

    // Spreads those who collided, without randomness: 5 ms to 320 ms, doubling, shifted by the lead's id.
    private static double Jitter(string leadId, int conflicts) => Math.Min(5 << conflicts, 320) * (0.5 + (leadId[conflicts] & 15) / 16.0);

    private readonly record struct Committed(LeadRead? Read, ImmutableHashSet<string>? Duplicates);

    private readonly record struct StepResult(bool Conflict, bool HasMore, DateTimeOffset? RetryAt)
    {
        public static StepResult Conflicted => new(true, false, null);

        public static StepResult Waits(DateTimeOffset retryAt) => new(false, false, retryAt);
    }
}

/// <summary>How work on a lead ended: done, or to be taken up again.</summary>
/// <param name="IsDone">All that waited at the first read is scored, decided and published.</param>
/// <param name="RetryAt">When the topic should be tried again; null = soon.</param>
public readonly record struct LeadOutcome(bool IsDone, DateTimeOffset? RetryAt)
{
    public static LeadOutcome Done => new(true, null);

    public static LeadOutcome Later(DateTimeOffset? retryAt) => new(false, retryAt);
}
