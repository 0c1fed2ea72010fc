using Azure.Data.Tables;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Merging;

/// <summary>
/// Erases a person (ARCHITECTURE.md#erase): one batch turns the state into a tombstone, by which whatever is under way or comes later is
/// recognised; then the outbox tells what there was to tell, last that the lead is erased, and deletes everything else.
/// </summary>
public sealed class LeadEraser(
    LeadStore leads, ITables tables, LeadMerger merger, NamedAddresses addresses, BrokenLeads broken, RejectedStore rejected, ParkedStore parked, MessageStore kept, LeadMessages messages, RescoreRequests requests, LeadNumbering numbering, TimeProvider clock)
{
    /// <summary>Erases the person whose lead it is: the lead into which it was merged in the end, with all that were merged into that one.</summary>
    /// <returns>The lead that is erased first.</returns>
    public async Task<string> ErasePerson(string leadId, CancellationToken cancellation)
    {
        var final = await merger.ReadableSurvivorOf(leadId, cancellation);
        await Begin(final, cancellation);
        if (final != leadId)
            await Begin(leadId, cancellation);
        return final;
    }

    /// <summary>Erases one lead, and later those that are merged into it; the one that it was merged into stays.</summary>
    public Task Erase(string leadId, CancellationToken cancellation) => Begin(leadId, cancellation);

    /// <summary>Deletes what is left of a lead that is a tombstone, and where else the person is named.</summary>
    public async Task Finish(string leadId, OutboxWork.Erase work, CancellationToken cancellation)
    {
        if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: not null } state })
            return;
        foreach (var (other, note) in state.Merged)
        {
            // One that somebody else uses meanwhile is not the person's any more.
            var merged = await leads.ReadReadable(other, cancellation);
            if (merged.IsStateBroken ? !note.HasLeft : merged.State?.MergedInto == leadId)
                await Begin(other, cancellation);
        }

        if (work.Search)
        {
            await foreach (var other in broken.MergedInto(leadId, cancellation))
                await Begin(other, cancellation);
            await broken.DeleteIndexRows(leadId, cancellation);
        }

        await addresses.Erase(leadId, cancellation);
        // What waits before the rest: an event that comes meanwhile, with the row that knows it, is found by the next visit.
        await DeleteRows(leadId, RowKeys.PendingPrefix, RowKeys.After(RowKeys.PendingPrefix), cancellation);
        await DeleteRows(leadId, null, RowKeys.Lead, cancellation);
        await DeleteRows(leadId, RowKeys.ModelPrefix, RowKeys.After(RowKeys.ModelPrefix), cancellation);
        await DeleteIndexRows(leadId, work, cancellation);
        await parked.Erase(leadId, cancellation);
        await kept.Erase(leadId, cancellation);
        await foreach (var page in tables.Reports.Pages(KeyRange.Rows(leadId), cancellation))
            await Task.WhenAll(page.Select(row => tables.Reports.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation)));
        await rejected.Erase(leadId, work.Names, cancellation);
    }

    // A lead without a state has events that wait of somebody who is not scored yet: its names are theirs.
    private async Task Begin(string leadId, CancellationToken cancellation)
    {
        var read = await leads.ReadReadable(leadId, cancellation);
        if (!read.Broken.IsEmpty)
            await broken.Bury(read, Tombstone, cancellation);
        else
            await leads.Change(leadId, async found => found.State?.ErasedAt is not null ? null : Tombstone(LeadNames.Of(await leads.Read(leadId, cancellation)), found, found.State ?? numbering.State), cancellation);
        // Also when it is done: the message of a try that broke off may be lost.
        await requests.Ask(leadId, evaluate: false, cancellation);
    }

    private LeadEdit Tombstone(IEnumerable<string> names, LeadRead found, LeadState state)
    {
        var now = clock.GetUtcNow();
        var stone = new LeadState
        {
            Facts = state.Facts + 1,
            Messages = state.Messages + 1,
            MergedInto = state.MergedInto,
            Merged = state.Merged,
            ErasedAt = now,
        };
        var fact = new Fact(Fact.NoModel, 0, now, new Decision.Erased());
        var message = messages.Create(new MessageContext(found.LeadId, stone.Facts, fact, null, Lifecycle.New, stone, null), Traces.Parent);
        return new LeadEdit(stone) { Outbox = [OutboxRow.Create(stone.Messages, message)] }
            .With(new OutboxWork.Erase([.. names], state.Night, state.Deadline, state.Board, found.IsStateBroken, state.Terms));
    }

    private async Task DeleteIndexRows(string leadId, OutboxWork.Erase work, CancellationToken cancellation)
    {
        List<TableEntity> due = [];
        if (work.Night.Indexed is { } night)
            due.Add(DueRows.Night(night, leadId));
        if (work.Deadline.Indexed is { } deadline)
            due.Add(DueRows.Entity(deadline, leadId));
        foreach (var row in due)
            await tables.Due.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation);
        foreach (var (model, place) in work.Board)
        {
            var row = BoardRows.Entity(model, place, leadId);
            await tables.Board.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation);
        }

        foreach (var row in (work.Terms ?? []).Select(term => SearchRows.Entity(term, leadId)))
            await tables.Board.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation);
    }

    private async Task DeleteRows(string leadId, string? from, string to, CancellationToken cancellation)
    {
        await foreach (var page in leads.ReadRows(leadId, from, to, cancellation))
            await leads.Delete(leadId, page.Select(static row => row.RowKey), cancellation);
    }
}
