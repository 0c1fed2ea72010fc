using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>Keeps the rows by which leads are found beside their partitions: when they are due, where they stand on lists, by which words they are looked for.</summary>
public sealed class LeadIndexes(ITables tables, LeadStore leads)
{
    /// <summary>Files what a batch wants filed, before its transaction: a crash leaves a row too many, never one too few.</summary>
    public Task Before(LeadBatch batch, CancellationToken cancellation) => Task.WhenAll(
    [
        .. batch.Due.Select(row => tables.Due.Upsert(row, cancellation)),
        .. batch.BoardUpserts.Select(row => tables.Board.Upsert(row, cancellation)),
        batch.TermUpserts.IsEmpty ? Task.CompletedTask : tables.Board.Submit([.. batch.TermUpserts.Select(SearchRows.Upsert)], cancellation),
    ]);

    /// <summary>Deletes what its transaction made superfluous.</summary>
    public Task After(LeadBatch batch, CancellationToken cancellation) =>
        Task.WhenAll(batch.BoardDeletes.Select(row => tables.Board.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation)));

    /// <summary>
    /// After a transaction that was refused: somebody else wrote first. Words of a person who was erased meanwhile go, since the erasure did not know them; of anybody else
    /// the next attempt files the same.
    /// </summary>
    public async Task Undo(LeadBatch batch, CancellationToken cancellation)
    {
        if (batch.TermUpserts.IsEmpty || await leads.Find(batch.After.LeadId, cancellation) is not { State.ErasedAt: not null })
            return;
        await Task.WhenAll(batch.TermUpserts.Select(row => tables.Board.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, cancellation)));
    }
}
