using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Decisions;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>Hands a merged lead's stages and log over to the lead that goes on, page by page; a crash goes on at the last page.</summary>
public sealed class LeadCopier(LeadStore leads, ITables tables, LeadForwarder forwarder, RescoreRequests requests)
{
    private const int MaxConflicts = 20;

    /// <summary>Copies what is left to copy.</summary>
    /// <param name="leadId">The merged lead.</param>
    /// <param name="row">The row that asks for it: keeps the place.</param>
    /// <param name="work">What it asks for.</param>
    /// <param name="cancellation">Ends the work between two pages.</param>
    public async Task Copy(string leadId, OutboxRow row, OutboxWork.CopyLog work, CancellationToken cancellation)
    {
        if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } || !await HandOver(leadId, state, work.Into, cancellation))
            return;
        await foreach (var page in leads.ReadLog(leadId, work.After, cancellation))
        {
            await forwarder.Copy(leadId, work.Into, [.. page.Where(logged => logged.Seq <= work.UpTo)], cancellation);
            // Not upserted: when somebody else has finished, the row stays gone.
            await tables.Leads.Replace(LeadRows.Outbox(leadId, row with { Work = work with { After = page[^1].RowKey } }), ETag.All, cancellation);
        }

        await requests.Ask(work.Into, evaluate: true, cancellation);
    }

    // Once: what the lead that goes on comes to afterwards is its own. False when that one no longer takes anything of this one.
    private async Task<bool> HandOver(string leadId, LeadState state, string into, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await leads.Find(into, cancellation) is not { State: { ErasedAt: null } target } read || target.Merged.GetValueOrDefault(leadId) is not { } note)
                return false;
            if (note.IsTaken)
                return true;

            var lifecycles = target.Lifecycles;
            foreach (var (model, lifecycle) in state.Lifecycles)
                lifecycles = lifecycles.SetItem(model, Lifecycle.HandedOver(lifecycles.GetValueOrDefault(model, Lifecycle.New), lifecycle));
            var after = target with { Lifecycles = lifecycles, Merged = target.Merged.SetItem(leadId, note with { IsTaken = true }) };
            TableTransactionAction[] batch = [new(TableTransactionActionType.UpdateReplace, LeadRows.State(into, after), read.Tag)];
            if ((await leads.Submit(batch, cancellation)).Committed)
                return true;
        }

        throw new TimeoutException($"Lead {into} could not be saved: too many concurrent changes.");
    }
}
