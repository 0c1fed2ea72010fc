using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>Writes rows, as many at once as the storage takes. Each replaces what is there, so that the same rows may be written again.</summary>
internal sealed class RowUpserts
{
    private const int AtOnce = 8;

    private readonly Dictionary<(ITable Table, string Partition), (List<TableTransactionAction> Actions, long Bytes)> _open = [];
    private readonly List<Task> _running = new(AtOnce);

    /// <summary>How many rows were taken.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes a row; it is written before <see cref="Flush"/> ends.</summary>
    public async Task Add(ITable table, TableEntity row, CancellationToken cancellation)
    {
        Rows++;
        var bytes = TableLimits.Check(row);
        var key = (table, row.PartitionKey);
        if (_open.TryGetValue(key, out var batch) && (batch.Actions.Count == TableLimits.ActionsPerBatch || batch.Bytes + bytes > TableLimits.BatchBytes))
            await Send(key, cancellation);
        batch = _open.GetValueOrDefault(key);
        batch.Actions ??= [];
        batch.Actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
        _open[key] = (batch.Actions, batch.Bytes + bytes);
    }

    /// <summary>Sends what is there of a partition: no more rows of it come.</summary>
    public Task End(ITable table, string partition, CancellationToken cancellation) => Send((table, partition), cancellation);

    /// <summary>Returns when everything is written.</summary>
    public async Task Flush(CancellationToken cancellation)
    {
        foreach (var key in _open.Keys.ToList())
            await Send(key, cancellation);
        await Task.WhenAll(_running);
        _running.Clear();
    }

    private async Task Send((ITable Table, string Partition) key, CancellationToken cancellation)
    {
        if (!_open.Remove(key, out var batch))
            return;
        while (_running.Count >= AtOnce)
        {
            var done = await Task.WhenAny(_running);
            _running.Remove(done);
            await done;
        }

        _running.Add(Write(key.Table, batch.Actions, cancellation));
    }

    private static async Task Write(ITable table, List<TableTransactionAction> actions, CancellationToken cancellation)
    {
        var outcome = await table.Submit(actions, cancellation);
        if (!outcome.Committed)
            throw new IOException($"The storage refused a row of the backup with {outcome.Status}: {actions[Math.Max(outcome.FailedIndex, 0)].Entity.RowKey}.");
    }
}
