using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Counts leads by their rows on the Board.</summary>
public sealed class BoardCounts(ITables tables)
{
    /// <summary>More are not counted: nobody reads on so far, and every page of rows costs a request.</summary>
    internal const int Most = 10_000;

    /// <summary>How many leads a scope has; null where their shelves do not tell who passes.</summary>
    internal async Task<LeadTotal?> Of(BoardScope scope, CancellationToken cancellation)
    {
        if (!scope.IsFiled || !scope.Filter.IsToldByShelf)
            return null;
        var parts = await Task.WhenAll(scope.Partitions.Select(partition => LeadsOf(partition, cancellation)));
        var leads = parts.SelectMany(static part => part).Distinct(StringComparer.Ordinal).Count();
        return leads <= Most ? new LeadTotal(leads, true) : new LeadTotal(Most, false);
    }

    private async Task<List<string>> LeadsOf(string partition, CancellationToken cancellation)
    {
        var leads = new List<string>();
        await foreach (var row in tables.Board.Rows(KeyRange.Rows(partition), cancellation))
        {
            leads.Add(BoardRows.LeadOf(row.RowKey));
            if (leads.Count > Most)
                break;
        }

        return leads;
    }
}
