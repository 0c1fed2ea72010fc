using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>
/// The list by score. The Board gives the order, which is by the score at the last visit; each lead of a page is read for its figures of
/// today, by which the page is filtered and sorted. Over pages the order is that of the Board.
/// </summary>
public sealed class HottestLeads(ITables tables, BoardVisits visits)
{
    /// <summary>A filter that few leads pass ends a page that has some after this many, with a continuation.</summary>
    private const int MostReads = 1000;

    /// <summary>A page, and behind which place the next one begins; null after the last.</summary>
    internal async Task<(IReadOnlyList<FoundLead> Leads, BoardPosition? Next)> Page(LeadListQuery asked, BoardScope scope, CancellationToken cancellation)
    {
        var (found, next) = await Find(asked, scope, cancellation);
        return ([.. found.OrderBy(static lead => lead.Place, WorkPlace.Order)], next);
    }

    private async Task<(List<FoundLead> Leads, BoardPosition? Next)> Find(LeadListQuery asked, BoardScope scope, CancellationToken cancellation)
    {
        var merge = new BoardMerge(tables.Board, Math.Max(asked.Limit, BoardVisits.LeadsAtOnce));
        await merge.Open(scope.Partitions, asked.After, cancellation);
        var page = new List<FoundLead>();
        BoardPosition? last = null;
        // A page with a continuation is never empty: it would read as the end.
        for (var read = 0; merge.HasNext && page.Count < asked.Limit && (read < MostReads || page.Count == 0);)
        {
            if (scope.EndsBefore(merge.NextPosition))
                return (page, null);

            // Where rows were left out, more than are missing are read at once; what is read beyond a full page is read again for the next.
            var rows = await merge.Take(Math.Max(asked.Limit - page.Count, read == 0 && scope.Filter.IsToldByShelf ? 1 : BoardVisits.LeadsAtOnce), cancellation);
            read += rows.Count;
            var visited = await visits.Of(rows, scope, cancellation);
            for (var i = 0; i < rows.Count; i++)
            {
                if (visited[i] is { } lead && FoundLead.Of(lead, scope.Filter, asked.Sort) is { } found)
                    page.Add(found);
                last = new BoardPosition(rows[i].RowKey, rows[i].PartitionKey);
                if (page.Count == asked.Limit && i < rows.Count - 1)
                    return (page, last);
            }
        }

        return (page, merge.HasNext ? last : null);
    }
}
