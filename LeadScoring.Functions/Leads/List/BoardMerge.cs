using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Reads several partitions of the Board as one list, best score first: each is sorted, and the next row is the first of their heads.</summary>
internal sealed class BoardMerge(ITable board, int pageRows)
{
    private readonly List<Head> _heads = [];

    /// <summary>Opens the partitions behind a position; all are read at once.</summary>
    public async Task Open(IEnumerable<string> partitions, BoardPosition? after, CancellationToken cancellation)
    {
        var heads = partitions.Select(partition => new Head(board, KeyRange.Rows(partition, after?.After(partition)), pageRows)).ToList();
        var found = await Task.WhenAll(heads.Select(head => head.Advance(cancellation)));
        _heads.AddRange(heads.Where((_, index) => found[index]));
    }

    /// <summary>Whether there is a next row.</summary>
    public bool HasNext => _heads.Count > 0;

    /// <summary>Where the next row is; there must be one.</summary>
    public BoardPosition NextPosition => _heads.Select(static head => head.Position).Min(BoardPosition.Order);

    /// <summary>The next rows, at most this many.</summary>
    public async Task<List<TableEntity>> Take(int most, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>(most);
        while (rows.Count < most && _heads.MinBy(static head => head.Position, BoardPosition.Order) is { } first)
        {
            rows.Add(first.Current);
            if (!await first.Advance(cancellation))
                _heads.Remove(first);
        }

        return rows;
    }

    private sealed class Head(ITable board, KeyRange range, int pageRows)
    {
        private IReadOnlyList<TableEntity> _page = [];
        private string? _continuation;
        private bool _begun;
        private int _index;

        public TableEntity Current => _page[_index];

        public BoardPosition Position => new(Current.RowKey, Current.PartitionKey);

        /// <summary>Goes on to the next row; false behind the last. A page may be empty and still go on.</summary>
        public async Task<bool> Advance(CancellationToken cancellation)
        {
            _index++;
            while (_index >= _page.Count)
            {
                if (_begun && _continuation is null)
                    return false;
                var page = await board.Read(range, pageRows, _continuation, cancellation);
                (_page, _continuation, _begun, _index) = (page.Rows, page.Continuation, true, 0);
            }

            return true;
        }
    }
}
