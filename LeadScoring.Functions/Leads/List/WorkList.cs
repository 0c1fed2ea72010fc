
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>
/// A list that is sorted exactly, as of today: whom to call first, whose response is due, or those that a search finds. It is made of a bounded number of leads, which are
/// evaluated for every page: those that wait for sales first, then the hottest.
/// </summary>
public sealed class WorkList(ITables tables, BoardVisits visits, LeadSearch search)
{
    /// <summary>This many leads make up the list: more than anybody calls, and few enough to be read for a page.</summary>
    internal const int MostLeads = 1000;

    private const int RowsAtOnce = 8 * BoardVisits.LeadsAtOnce;

    /// <summary>The leads that pass, best place first, and whether there are more than were looked at.</summary>
    internal async Task<(IReadOnlyList<FoundLead> Leads, bool IsCut)> All(LeadListQuery asked, BoardScope scope, CancellationToken cancellation)
    {
        var found = new List<FoundLead>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isCut;
        if (scope.Filter.Words is { } words)
        {
            (var ids, isCut) = await search.Find(words, scope.Filter.Address, MostLeads, cancellation);
            foreach (var chunk in ids.Chunk(RowsAtOnce))
                Add(await visits.Of(chunk, scope, cancellation));
        }
        else
        {
            // A short list must not lose somebody who waits to be called because others are hotter.
            isCut = await Look(scope.Partitions.Where(BoardScope.IsWaiting))
                || await Look(scope.Partitions.Where(static partition => !BoardScope.IsWaiting(partition)));
        }

        return ([.. found.OrderBy(static lead => lead.Place, WorkPlace.Order)], isCut);

        async Task<bool> Look(IEnumerable<string> partitions)
        {
            var merge = new BoardMerge(tables.Board, 2 * RowsAtOnce);
            await merge.Open(partitions, null, cancellation);
            while (merge.HasNext && !scope.EndsBefore(merge.NextPosition))
            {
                if (seen.Count == MostLeads)
                    return true;
                // Never more than are missing: every page must be made of the same leads.
                var rows = await merge.Take(Math.Min(MostLeads - seen.Count, RowsAtOnce), cancellation);
                rows.RemoveAll(row => seen.Contains(BoardRows.LeadOf(row.RowKey)));
                var read = await visits.Standing(rows, scope, cancellation);
                Add(read.DistinctBy(static lead => lead.Read.LeadId));
            }

            return false;
        }

        void Add(IEnumerable<BoardLead> leads)
        {
            foreach (var lead in leads)
            {
                if (seen.Add(lead.Read.LeadId) && FoundLead.Of(lead, scope.Filter, asked.Sort) is { } passing)
                    found.Add(passing);
            }
        }
    }

    /// <summary>A page, behind which place the next one begins (null after the last), and how many leads there are.</summary>
    internal async Task<(IReadOnlyList<FoundLead> Leads, WorkPlace? Next, LeadTotal? Total)> Page(LeadListQuery asked, BoardScope scope, CancellationToken cancellation)
    {
        var (all, isCut) = await All(asked, scope, cancellation);
        List<FoundLead> rest = [.. all.Where(lead => asked.Behind is not { } behind || WorkPlace.Order.Compare(lead.Place, behind) > 0)];
        var total = asked.IsFirstPage ? new LeadTotal(all.Count, !isCut) : null;
        return rest.Count <= asked.Limit ? (rest, null, total) : (rest[..asked.Limit], rest[asked.Limit - 1].Place, total);
    }
}
