using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>Answers <c>GET /api/v1/leads/{lead}</c>.</summary>
public sealed class LeadHandler(LeadAddress address, LeadStore leads, ModelCatalog models, CurrentScores figures)
{
    /// <summary>One lead as of today. A lead of which events wait but none is scored is there, without figures.</summary>
    public async Task<IActionResult> Handle(string lead, IQueryCollection query, CancellationToken cancellation)
    {
        if (new QueryReader(query).Problem is { } problem)
            return problem.ToResult();
        if (address.IdOf(lead) is not { } leadId)
            return LeadAddress.Unknown.ToResult();

        var read = await leads.Read(leadId, cancellation);
        if (read.IsUnknown)
            return LeadAddress.Unknown.ToResult();
        if (read.State is not { } state)
            return Ok(LeadItems.Waiting(read));
        // One that was merged is scored as the lead that goes on.
        return Ok(LeadItems.Of(read, state, state.MergedInto is null ? await figures.ComputeFor(read, await models.Active(cancellation), 0, cancellation) : []));
    }

    private static JsonResult<LeadItem> Ok(LeadItem item) => new(item, LeadsJson.Default.LeadItem);
}
