using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Answers <c>GET /api/v1/leads</c> from the Board, never from a scan of the leads.</summary>
public sealed class LeadListHandler(BoardModels board, HottestLeads hottest, WorkList work, BoardCounts counts)
{
    /// <summary>A page of leads.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var models = await board.Active(cancellation);
        var (asked, problem) = LeadListQuery.Read(query, models);
        if (asked is null)
            return problem!.ToResult();

        var scope = (await board.Scope(asked.Filter, models, cancellation)) with { DaysBefore = asked.Spark - 1 ?? 0 };
        if (asked.Sort != LeadSort.Score || asked.Behind is not null || (asked.After is null && (scope.IsShort || scope.Filter.Words is not null)))
        {
            var (first, behind, all) = await work.Page(asked, scope, cancellation);
            // A short list that is none after all: by score, the Board goes on where it ends.
            if (asked.Sort != LeadSort.Score || all is not { Exact: false } || scope.Filter.Words is not null)
                return Ok(first, behind?.Token(asked.Question), all);
        }

        var (leads, next) = await hottest.Page(asked, scope, cancellation);
        var total = !asked.IsFirstPage ? null : next is null ? new LeadTotal(leads.Count, true) : await counts.Of(scope, cancellation);
        return Ok(leads, next?.Token(asked.Question), total);
    }

    private static JsonResult<LeadPage> Ok(IReadOnlyList<FoundLead> leads, string? continuation, LeadTotal? total) =>
        new(new LeadPage([.. leads.Select(static lead => lead.Item)], continuation, total), LeadsJson.Default.LeadPage);
}
