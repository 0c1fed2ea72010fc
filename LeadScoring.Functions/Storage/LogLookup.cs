using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>Finds events of a lead's log by their keys.</summary>
internal static class LogLookup
{
    // A log that is shorter is read in one call, whatever is looked for.
    private const int LeastRows = 100;

    private const int AtOnce = 40;

    /// <summary>Those of the events that the log has, by their keys. One is asked for by its key; several by one read of what lies between them, and by key beyond the end of that page.</summary>
    /// <param name="leads">The table.</param>
    /// <param name="leadId">The lead.</param>
    /// <param name="eventKeys">Keys of events, each once.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<Dictionary<string, TableEntity>> FindLogged(this ITable leads, string leadId, IEnumerable<string> eventKeys, CancellationToken cancellation)
    {
        var rowKeys = new SortedSet<string>(eventKeys.Select(RowKeys.Event), StringComparer.Ordinal);
        var found = new List<TableEntity>();
        IEnumerable<string> rest = rowKeys;
        if (rowKeys.Count > 1)
        {
            var page = await leads.Read(KeyRange.Rows(leadId, rowKeys.Min, rowKeys.Max + "!"), Math.Clamp(2 * rowKeys.Count, LeastRows, TableReads.PageRows), null, cancellation);
            found.AddRange(page.Rows.Where(row => rowKeys.Contains(row.RowKey)));
            rest = page.Continuation is null ? [] : page.Rows.Count == 0 ? rowKeys : rowKeys.Where(key => string.CompareOrdinal(key, page.Rows[^1].RowKey) > 0);
        }

        foreach (var keys in rest.Chunk(AtOnce).ToList())
            found.AddRange((await Task.WhenAll(keys.Select(key => leads.Find(leadId, key, cancellation)))).OfType<TableEntity>());
        return found.ToDictionary(static row => row.RowKey[RowKeys.EventPrefix.Length..], StringComparer.Ordinal);
    }
}
