using Azure.Data.Tables;

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
        // From then on the other lead takes no event of this one, not even one that is under way.
        if (!await refold.Forget(from, leadId, cancellation))
            return;
        await foreach (var page in leads.ReadRows(from, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
        {
            var own = page.Select(LeadRows.ReadEvent).Where(logged => logged.Captured.Owner == leadId).ToList();
            await leads.Delete(from, own.SelectMany(static logged => new[] { logged.RowKey, RowKeys.At(logged.Captured.Event.OccurredAt, logged.Captured.Key) }), cancellation);
        }

        await refold.Run(from, cancellation);
        await requests.Ask(from, evaluate: true, cancellation);
    }
}
