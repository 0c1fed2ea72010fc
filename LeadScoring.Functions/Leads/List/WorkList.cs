using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>
/// The list by priority: whom to call first, as of today. The Board knows only scores, so the list is made of the hottest leads that it has
/// for the question: all of these are evaluated for every page, and then sorted exactly.
/// </summary>
public sealed class WorkList(ITables tables, BoardVisits visits)
{
    /// <summary>This many of the hottest leads make up the list: more than anybody calls, and few enough to be read for a page.</summary>
    internal const int MostLeads = 1000;

    private const int RowsAtOnce = 8 * BoardVisits.LeadsAtOnce;

    /// <summary>The leads that pass, best place first.</summary>
    internal async Task<IReadOnlyList<FoundLead>> All(BoardScope scope, CancellationToken cancellation)
    {
        var merge = new BoardMerge(tables.Board, 2 * RowsAtOnce);
        await merge.Open(scope.Partitions, null, cancellation);
        var hottest = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<FoundLead>();
        while (merge.HasNext && hottest.Count < MostLeads && !scope.EndsBefore(merge.NextPosition))
        {
            // Never more than are missing: every page must be made of the same leads. The worse places of a lead that is in are not read.
            var rows = await merge.Take(Math.Min(MostLeads - hottest.Count, RowsAtOnce), cancellation);
            rows.RemoveAll(row => hottest.Contains(BoardRows.LeadOf(row.RowKey)));
            foreach (var lead in await visits.Of(rows, scope, cancellation))
            {
                if (lead is null)
                    continue;
                hottest.Add(lead.Read.LeadId);
                if (FoundLead.Of(lead, scope.Filter) is { } passing)
                    found.Add(passing);
            }
        }

        return [.. found.OrderBy(static lead => lead.Place, WorkPlace.Order)];
    }

    /// <summary>A page, and behind which place the next one begins; null after the last.</summary>
    internal async Task<(IReadOnlyList<FoundLead> Leads, WorkPlace? Next)> Page(LeadListQuery asked, BoardScope scope, CancellationToken cancellation)
    {
        List<FoundLead> rest = [.. (await All(scope, cancellation)).Where(lead => asked.Behind is not { } behind || WorkPlace.Order.Compare(lead.Place, behind) > 0)];
        return rest.Count <= asked.Limit ? (rest, null) : (rest[..asked.Limit], rest[asked.Limit - 1].Place);
    }
}
