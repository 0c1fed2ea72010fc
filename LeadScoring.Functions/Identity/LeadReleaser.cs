using System.Collections.Immutable;

using Azure.Data.Tables;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Identity;

/// <summary>Takes a lead's events back from a lead that it was merged into, which is then as if they had never come.</summary>
public sealed class LeadReleaser(LeadStore leads, LeadRefold refold, RescoreRequests requests)
{
    private const int MaxConflicts = 20;

    /// <summary>The lead is one of its own from now on, and its outbox asks for its events back.</summary>
    /// <returns>The lead that it was merged into; null when it was not.</returns>
    public async Task<string?> Begin(string leadId, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null, MergedInto: { } into } state } read)
                return null;

            var after = state with { MergedInto = null, Messages = state.Messages + 1 };
            var asked = new OutboxRow(RowKeys.Outbox(after.Messages), new OutboxWork.Release(into), null);
            TableTransactionAction[] batch =
            [
                new(TableTransactionActionType.UpdateReplace, LeadRows.State(leadId, after), read.Tag),
                new(TableTransactionActionType.Add, LeadRows.Outbox(leadId, asked)),
            ];
            if ((await leads.Submit(batch, cancellation)).Committed)
            {
                await requests.Ask(leadId, evaluate: true, cancellation);
                return into;
            }
        }

        throw new TimeoutException($"Lead {leadId} is changed by others all the time.");
    }

    /// <summary>Releases the events of a lead.</summary>
    /// <param name="leadId">The lead that is one of its own again.</param>
    /// <param name="from">The lead that it was merged into.</param>
    /// <param name="cancellation">Ends the work; the next try begins anew.</param>
    public async Task Release(string leadId, string from, CancellationToken cancellation)
    {
        // From then on no lead takes an event that comes this way, not even one that is under way.
        if (!await refold.Forget(from, leadId, cancellation))
            return;
        var holder = from;
        ImmutableArray<string> via = [leadId];
        for (var hops = 0; hops < LeadMerger.MostHops; hops++)
        {
            await TakeBack(holder, via, cancellation);
            await refold.Run(holder, cancellation);
            await requests.Ask(holder, evaluate: true, cancellation);
            // What was merged further on went on with it.
            if (await leads.Find(holder, cancellation) is not { State: { ErasedAt: null, MergedInto: { } next } } || !await refold.Touch(next, cancellation))
                return;
            (holder, via) = (next, via.Insert(0, holder));
        }
    }

    private async Task TakeBack(string holder, ImmutableArray<string> via, CancellationToken cancellation)
    {
        await foreach (var page in leads.ReadRows(holder, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
        {
            var gone = page.Select(LeadRows.ReadEvent).Where(logged => CameBy(logged.Captured, via));
            await leads.Delete(holder, gone.SelectMany(static logged => new[] { logged.RowKey, RowKeys.At(logged.Captured.Event.OccurredAt, logged.Captured.Key) }), cancellation);
        }

        await foreach (var page in leads.ReadRows(holder, RowKeys.PendingPrefix, RowKeys.After(RowKeys.PendingPrefix), cancellation))
        {
            var gone = page.Select(LeadRows.ReadPending).Where(row => CameBy(row.Captured, via));
            await leads.Delete(holder, gone.Select(static row => RowKeys.Pending(row.EventKey)), cancellation);
        }
    }

    private static bool CameBy(CapturedEvent captured, ImmutableArray<string> via) => captured.Via.AsSpan().StartsWith(via.AsSpan());
}
