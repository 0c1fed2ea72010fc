using Azure.Data.Tables;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>Stores captured events durably in their leads' partitions, where they wait for Rescore.</summary>
public sealed class PendingStore(ITables tables)
{
    // One event may take 48 KiB, in base64 a third more: so many are surely below the batch's limit.
    private const int EventsPerBatch = 40;

    /// <summary>Stores events of one lead that another lead has already: all at once, or one by one where some are there.</summary>
    /// <returns>What became of each, in their order.</returns>
    public Task<IReadOnlyList<StoreOutcome>> Store(string leadId, IReadOnlyList<StoredEvent> events, CancellationToken cancellation) =>
        Store(leadId, events, static (lead, captured) => [Waits(lead, captured)], cancellation);

    /// <summary>
    /// The same for events from outside, each with a row that stays when it is scored: by it the transaction itself knows what comes again, whenever that is, and nothing has to
    /// be read for an event that is new.
    /// </summary>
    /// <returns>What became of each, in their order.</returns>
    public Task<IReadOnlyList<StoreOutcome>> StoreReceived(string leadId, IReadOnlyList<StoredEvent> events, CancellationToken cancellation) =>
        Store(leadId, events, static (lead, captured) => [Waits(lead, captured), new(TableTransactionActionType.Add, LeadRows.Received(lead, captured))], cancellation);

    private static TableTransactionAction Waits(string leadId, StoredEvent captured) => new(TableTransactionActionType.Add, LeadRows.Pending(leadId, captured));

    private async Task<IReadOnlyList<StoreOutcome>> Store(
        string leadId, IReadOnlyList<StoredEvent> events, Func<string, StoredEvent, TableTransactionAction[]> rowsOf, CancellationToken cancellation)
    {
        var outcomes = new List<StoreOutcome>(events.Count);
        foreach (var chunk in events.Chunk(EventsPerBatch))
        {
            var batch = await tables.Leads.Submit([.. chunk.SelectMany(captured => rowsOf(leadId, captured))], cancellation);
            if (batch.Committed)
                outcomes.AddRange(chunk.Select(static _ => StoreOutcome.Stored));
            else if (chunk.Length == 1)
                outcomes.Add(await Compare(leadId, chunk[0], cancellation));
            else
                outcomes.AddRange(await Task.WhenAll(chunk.Select(captured => StoreOne(leadId, captured, rowsOf, cancellation))));
        }

        return outcomes;
    }

    private async Task<StoreOutcome> StoreOne(string leadId, StoredEvent captured, Func<string, StoredEvent, TableTransactionAction[]> rowsOf, CancellationToken cancellation) =>
        (await tables.Leads.Submit(rowsOf(leadId, captured), cancellation)).Committed ? StoreOutcome.Stored : await Compare(leadId, captured, cancellation);

    // It may be our own transaction that answered late, a repetition, or another event under this id. One that does not wait any more was scored.
    private async Task<StoreOutcome> Compare(string leadId, StoredEvent captured, CancellationToken cancellation)
    {
        if (await tables.Leads.Find(leadId, RowKeys.Pending(captured.Key), cancellation) is { } there)
            return LeadRows.HashOf(there) == captured.Hash ? StoreOutcome.Known : StoreOutcome.OtherContent;
        var first = await tables.Leads.Find(leadId, RowKeys.Received(captured.Key), cancellation) ?? await tables.Leads.Find(leadId, RowKeys.Event(captured.Key), cancellation);
        return first is null || LeadRows.HashOf(first) == captured.Hash ? StoreOutcome.Scored : StoreOutcome.OtherContentScored;
    }
}

/// <summary>What became of an event.</summary>
public enum StoreOutcome
{
    /// <summary>Stored now.</summary>
    Stored,

    /// <summary>It is there already, and waits.</summary>
    Known,

    /// <summary>It was scored already.</summary>
    Scored,

    /// <summary>Another event waits under its id; that one stays.</summary>
    OtherContent,

    /// <summary>Another event was scored under its id.</summary>
    OtherContentScored,
}
