using Azure;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>Hands a merged lead's stages and log over to the lead that goes on, page by page; a crash goes on at the last page.</summary>
public sealed class LeadCopier(LeadStore leads, ITables tables, LeadForwarder forwarder, RescoreRequests requests)
{
    /// <summary>Copies what is left to copy.</summary>
    /// <param name="leadId">The merged lead.</param>
    /// <param name="row">The row that asks for it: keeps the place.</param>
    /// <param name="work">What it asks for.</param>
    /// <param name="cancellation">Ends the work between two pages.</param>
    public async Task Copy(string leadId, OutboxRow row, OutboxWork.CopyLog work, CancellationToken cancellation)
    {
        if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } || !await leads.Change(work.Into, TakeOver, cancellation))
            return;
        var way = work.EventsOnly ? await WayOn(work.Into, cancellation) : [work.Into];
        await foreach (var page in leads.ReadLog(leadId, work.After, cancellation))
        {
            await forwarder.Copy(leadId, way, [.. page.Where(logged => logged.Seq <= work.UpTo && BrowserOwners.OwnerAt(state, logged.Captured.Event.OccurredAt) == work.Into)], cancellation);
            // Not upserted: when somebody else has finished, the row stays gone.
            await tables.Leads.Replace(LeadRows.Outbox(leadId, row with { Work = work with { After = page[^1].RowKey } }), ETag.All, cancellation);
        }

        foreach (var into in way)
            await requests.Ask(into, evaluate: true, cancellation);

        // Nothing when that one no longer takes anything of this one.
        LeadEdit? TakeOver(LeadRead into)
        {
            if (into.State is not { ErasedAt: null } target || !target.Merged.ContainsKey(leadId))
                return null;
            return (work.EventsOnly ? target with { } : MergeRules.TakeStages(target, leadId, state)) is { } after ? new LeadEdit(after) : null;
        }
    }

    // While events of a browser were somebody else's, leads further on may have dropped them, and the one that has them still hands them on no more: they are told by themselves.
    // Anyone who has read such a lead before is late.
    private async Task<IReadOnlyList<string>> WayOn(string into, CancellationToken cancellation)
    {
        List<string> way = [into];
        while (way.Count <= MergeRules.MostHops && await leads.Find(way[^1], cancellation) is { State.MergedInto: { } next } && await leads.Change(next, Touch, cancellation))
            way.Add(next);
        return way;

        LeadEdit? Touch(LeadRead next) => next.State is { ErasedAt: null } state && state.Merged.ContainsKey(way[^1]) ? new LeadEdit(state with { }) : null;
    }
}
