using Azure.Data.Tables;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>Stores captured events durably in their leads' partitions, where they wait for Rescore.</summary>
public sealed class PendingStore(ITables tables)
{
    // One event may take 48 KiB, in base64 a third more: so many are surely below the batch's limit.
    private const int EventsPerBatch = 40;

    /// <summary>Stores the events of one lead: all at once, or one by one where some are there already.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<StoreOutcome>> Store(string leadId, IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 1)
            return [await StoreOne(leadId, events[0], cancellation)];

        var outcomes = new List<StoreOutcome>(events.Count);
        foreach (var chunk in events.Chunk(EventsPerBatch))
        {
            var adds = chunk.Select(captured => new TableTransactionAction(TableTransactionActionType.Add, LeadRows.Pending(leadId, captured))).ToList();
            var batch = await tables.Leads.Submit(adds, cancellation);
            if (batch.Committed)
                outcomes.AddRange(chunk.Select(_ => StoreOutcome.Stored));
            else
                outcomes.AddRange(await Task.WhenAll(chunk.Select(captured => StoreOne(leadId, captured, cancellation))));
        }

        return outcomes;
    }

    private async Task<StoreOutcome> StoreOne(string leadId, StoredEvent captured, CancellationToken cancellation)
    {
        if (await tables.Leads.Insert(LeadRows.Pending(leadId, captured), cancellation))
            return StoreOutcome.Stored;

        // It may be our own insert that answered late, a repetition, or another event under this id. Gone means scored meanwhile: known.
        var there = await tables.Leads.Find(leadId, RowKeys.Pending(captured.Key), cancellation);
        return there is null || there.GetString("hash") == captured.Hash ? StoreOutcome.Known : StoreOutcome.OtherContent;
    }
}

/// <summary>What became of an event.</summary>
public enum StoreOutcome
{
    /// <summary>Stored now.</summary>
    Stored,

    /// <summary>It was there already.</summary>
    Known,

    /// <summary>Another event is there under its id; that one stays.</summary>
    OtherContent,
}
