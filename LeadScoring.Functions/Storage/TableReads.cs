using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>Reads a whole range of a table, however many pages it takes.</summary>
internal static class TableReads
{
    /// <summary>Rows of a page at most.</summary>
    public const int PageRows = 1000;

    /// <summary>The rows of a range in key order. A page is asked for when its first row is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="range">The range.</param>
    /// <param name="cancellation">Ends the reading between two pages.</param>
    /// <param name="pageRows">Rows to ask for at once, 1-1000.</param>
    public static async IAsyncEnumerable<TableEntity> Rows(
        this ITable table, KeyRange range, [EnumeratorCancellation] CancellationToken cancellation, int pageRows = PageRows)
    {
        await foreach (var page in table.Pages(range, cancellation, pageRows))
        {
            foreach (var row in page)
                yield return row;
        }
    }

    /// <summary>The same, page by page; no page is empty.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<TableEntity>> Pages(
        this ITable table, KeyRange range, [EnumeratorCancellation] CancellationToken cancellation, int pageRows = PageRows)
    {
        string? continuation = null;
        do
        {
            var page = await table.Read(range, pageRows, continuation, cancellation);
            continuation = page.Continuation;
            if (page.Rows.Count > 0)
                yield return page.Rows;
        }
        while (continuation is not null);
    }
}
