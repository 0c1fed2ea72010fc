using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>
/// One table with Azure's rules: rows in ordinal order of their keys, tags that change with every write, batches on one partition that are
/// done whole or not at all and name the action that failed, the limits of rows and batches, pages with continuation that may end early.
/// Rows are copied in and out. The same cases run against Azurite (TableContract).
/// </summary>
public sealed class InMemoryTable(string name, Operations operations, TimeProvider clock) : ITable
{
    private readonly SortedRows _rows = new();
    private long _tag;

    /// <summary>Most rows of a page, below what the caller asks for; null = what it asks for. Azure may end any page early, an empty one too.</summary>
    public int? PageRows { get; set; }

    /// <summary>Azure may end a page where a partition ends; Azurite never does.</summary>
    public bool PagesEndWithPartitions { get; set; } = true;

    /// <summary>Copies of all rows in key order; not counted as a call.</summary>
    public IReadOnlyList<TableEntity> Rows => [.. _rows.From("", "").Select(StoredRow.Copy)];

    public Task<TableEntity?> Find(string partition, string row, CancellationToken cancellation) =>
        Run(OperationKind.Find, partition, row, () => _rows.Find(partition, row) is { } found ? StoredRow.Copy(found) : null, cancellation);

    public Task<TablePage> Read(KeyRange range, int top, string? continuation, CancellationToken cancellation)
    {
        if (top is < 1 or > 1000)
            throw new RequestFailedException(400, "A page has 1 to 1000 rows.", "InvalidInput", null);
        return Run(OperationKind.Read, range.Filter, "", () => Page(RangeFilter.Parse(range.Filter), top, continuation), cancellation);
    }

    public Task<bool> Insert(TableEntity row, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        return Run(
            OperationKind.Insert,
            row.PartitionKey,
            row.RowKey,
            () =>
            {
                if (_rows.Find(row.PartitionKey, row.RowKey) is not null)
                    return false;
                Put(StoredRow.Of(row));
                return true;
            },
            cancellation);
    }

    public Task Upsert(TableEntity row, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        return Run(OperationKind.Upsert, row.PartitionKey, row.RowKey, () => Put(StoredRow.Of(row)), cancellation);
    }

    public Task<bool> Replace(TableEntity row, ETag expected, CancellationToken cancellation)
    {
        TableLimits.Check(row);
        if (expected == default)
            throw new ArgumentException("An update names the tag that it expects; ETag.All takes any.", nameof(expected));
        return Run(
            OperationKind.Replace,
            row.PartitionKey,
            row.RowKey,
            () =>
            {
                if (Refusal(row.PartitionKey, row.RowKey, expected) is not null)
                    return false;
                Put(StoredRow.Of(row));
                return true;
            },
            cancellation);
    }

    public Task<bool> Delete(string partition, string row, ETag expected, CancellationToken cancellation) => Run(
        OperationKind.Delete,
        partition,
        row,
        () =>
        {
            if (Refusal(partition, row, expected) is not null)
                return false;
            _rows.Remove(partition, row);
            return true;
        },
        cancellation);

    public Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        TableLimits.Check(actions);
        var first = actions[0].Entity;
        return operations.Run(new Operation(name, OperationKind.Submit, first.PartitionKey, first.RowKey, actions.Count), () => Commit(actions), cancellation);
    }

    private BatchOutcome Commit(IReadOnlyList<TableTransactionAction> actions)
    {
        // A batch names each row once, so that no action sees another's work.
        var writes = new List<TableEntity?>(actions.Count);
        for (var i = 0; i < actions.Count; i++)
        {
            if (Refusal(actions[i]) is { } status)
                return BatchOutcome.Refused(i, status);
            writes.Add(Result(actions[i]));
        }

        ETag firstTag = default;
        for (var i = 0; i < actions.Count; i++)
        {
            ETag tag = default;
            if (writes[i] is { } row)
                tag = Put(row);
            else
                _rows.Remove(actions[i].Entity.PartitionKey, actions[i].Entity.RowKey);
            if (i == 0)
                firstTag = tag;
        }

        return BatchOutcome.Done(firstTag);
    }

    private int? Refusal(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => _rows.Find(action.Entity.PartitionKey, action.Entity.RowKey) is null ? null : 409,
        TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
        _ => Refusal(action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
    };

    // The client sends no condition, or any, where no tag is given.
    private int? Refusal(string partition, string row, ETag expected) =>
        _rows.Find(partition, row) is not { } found ? 404
        : expected == default || expected == ETag.All || expected == found.ETag ? null
        : 412;

    private TableEntity? Result(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete => null,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => StoredRow.Merged(
            _rows.Find(action.Entity.PartitionKey, action.Entity.RowKey), (TableEntity)action.Entity),
        _ => StoredRow.Of((TableEntity)action.Entity),
    };

    private ETag Put(TableEntity row)
    {
        row.Timestamp = clock.GetUtcNow();
        row.ETag = new ETag($"W/\"{++_tag}\"");
        _rows.Put(row);
        return row.ETag;
    }

    private TablePage Page(RangeFilter filter, int top, string? continuation)
    {
        var most = Math.Min(top, PageRows ?? top);
        var (partition, row) = continuation is null ? (filter.FirstPartition, filter.FirstRow) : Place.Read(continuation);
        var page = new List<TableEntity>();
        string? current = null;
        foreach (var candidate in _rows.From(partition, row))
        {
            if (filter.IsBefore(candidate))
                break;
            if (!filter.Takes(candidate))
                continue;
            if (page.Count == most || (PagesEndWithPartitions && current is not null && candidate.PartitionKey != current))
                return new TablePage(page, Place.Write(candidate));

            current = candidate.PartitionKey;
            page.Add(StoredRow.Copy(candidate));
        }

        return new TablePage(page, null);
    }

    private Task<T> Run<T>(OperationKind kind, string partition, string row, Func<T> change, CancellationToken cancellation) =>
        operations.Run(new Operation(name, kind, partition, row), change, cancellation);

    /// <summary>A continuation names the row that comes next, as Azure's does: rows that come or go meanwhile do no harm.</summary>
    private static class Place
    {
        public static string Write(TableEntity next) => $"{next.PartitionKey}\n{next.RowKey}";

        public static (string Partition, string Row) Read(string continuation) =>
            continuation.Split('\n') is [var partition, var row] ? (partition, row) : throw new RequestFailedException(400, "No continuation.", "InvalidInput", null);
    }
}
