using Azure.Data.Tables;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Rows as far as they can be read: for what a person has a right to, whatever state the rows are in.</summary>
internal static class ReadableRows
{
    /// <summary>Reads rows one by one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="unreadable">Gets those that cannot be read; null to leave them out without a word.</param>
    /// <exception cref="NewerStateException">A newer version of the app wrote a row: that one can read it.</exception>
    public static IEnumerable<T> Of<T>(IEnumerable<TableEntity> rows, Func<TableEntity, T> read, ICollection<BrokenRow>? unreadable = null)
    {
        foreach (var row in rows)
        {
            T item;
            try
            {
                item = read(row);
            }
            catch (CorruptStateException broken) when (broken is not NewerStateException)
            {
                unreadable?.Add(new BrokenRow(row.RowKey, broken.Message));
                continue;
            }

            yield return item;
        }
    }
}
