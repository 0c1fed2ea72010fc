using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Answers <c>GET /api/v1/leads</c> from the Board, never from a scan of the leads.</summary>
public sealed class LeadListHandler(BoardModels board, HottestLeads hottest, WorkList work)
{
    /// <summary>A page of leads.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var models = await board.Active(cancellation);
        var (asked, problem) = LeadListQuery.Read(query, models);
        if (asked is null)
            return problem!.ToResult();

        var scope = await board.Scope(asked.Filter, models, cancellation);
        if (asked.Sort == LeadSort.Priority)
        {
            var (first, behind) = await work.Page(asked, scope, cancellation);
            return Ok(first, behind?.Token(asked.Question));
        }

        var (leads, next) = await hottest.Page(asked, scope, cancellation);
        return Ok(leads, next?.Token(asked.Question));
    }

    private static JsonResult<LeadPage> Ok(IReadOnlyList<FoundLead> leads, string? continuation) =>
        new(new LeadPage([.. leads.Select(static lead => lead.Item)], continuation), LeadsJson.Default.LeadPage);
}
