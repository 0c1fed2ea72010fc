using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// Has every lead filed as this version files leads: after an update of an older app those of the Board are visited once, a part of them in each run. A visit files the
/// lead again where it belongs. In a new storage there is nothing to do.
/// </summary>
public sealed class BoardFiling(ITables tables, IQueues queues, RescoreRequests requests)
{
    private const int MostLeads = 5000;

    // A message carries up to 50 leads.
    private const int LongQueue = 1000;

    /// <summary>Enqueues the leads of the next part.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var row = await tables.Reports.Find(BoardFormRow.Partition, BoardFormRow.Current, cancellation);
        if (row is not null && BoardFormRow.IsDone(row))
            return;
        var depth = await queues.Depth(QueueNames.Rescore, cancellation) ?? 0;
        if (depth > LongQueue)
            return;
        var continuation = row is null ? null : BoardFormRow.ContinuationOf(row);
        if (continuation == BoardFormRow.AllAsked)
        {
            if (depth == 0)
                await tables.Reports.Upsert(BoardFormRow.Entity(null), cancellation);
            return;
        }

        var leads = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await tables.Board.Read(KeyRange.PartitionsFrom(""), TableReads.PageRows, continuation, cancellation);
            leads.UnionWith(page.Rows.Where(static entry => entry.PartitionKey.Contains(':', StringComparison.Ordinal)).Select(static entry => BoardRows.LeadOf(entry.RowKey)));
            continuation = page.Continuation;
        }
        while (continuation is not null && leads.Count < MostLeads);
        foreach (var chunk in leads.Chunk(VisitRequest.MaxLeads))
            await requests.Ask(new VisitRequest { Leads = [.. chunk], Evaluate = true }, TimeSpan.Zero, cancellation);
        // After the messages: a run that dies before this line asks again.
        await tables.Reports.Upsert(BoardFormRow.Entity(continuation ?? BoardFormRow.AllAsked), cancellation);
    }
}
