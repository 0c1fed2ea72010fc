using Azure.Data.Tables;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>Rows in ordinal order of (PartitionKey, RowKey).</summary>
internal sealed class SortedRows
{
    private readonly SortedList<string, SortedList<string, TableEntity>> _partitions = new(StringComparer.Ordinal);

    public TableEntity? Find(string partition, string row) => _partitions.GetValueOrDefault(partition)?.GetValueOrDefault(row);

    public void Put(TableEntity entity)
    {
        if (!_partitions.TryGetValue(entity.PartitionKey, out var rows))
            _partitions.Add(entity.PartitionKey, rows = new(StringComparer.Ordinal));
        rows[entity.RowKey] = entity;
    }

    public void Remove(string partition, string row)
    {
        if (!_partitions.TryGetValue(partition, out var rows) || !rows.Remove(row))
            return;
        if (rows.Count == 0)
            _partitions.Remove(partition);
    }

    /// <summary>The rows from a key on, which is included.</summary>
    public IEnumerable<TableEntity> From(string partition, string row)
    {
        for (var p = FirstAtOrAfter(_partitions.Keys, partition); p < _partitions.Count; p++)
        {
            var rows = _partitions.Values[p];
            var from = _partitions.Keys[p] == partition ? FirstAtOrAfter(rows.Keys, row) : 0;
            for (var r = from; r < rows.Count; r++)
                yield return rows.Values[r];
        }
    }

    private static int FirstAtOrAfter(IList<string> keys, string key)
    {
        int low = 0, high = keys.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle], key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
