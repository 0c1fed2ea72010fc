using LeadScoring.Functions.Http;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.People;

/// <summary>Answers <c>GET /api/v1/leads/{lead}/export</c>.</summary>
public sealed class ExportHandler(LeadAddress address, LeadStore leads, LeadMerger merger, LeadExport export, ILogger<ExportHandler> log)
{
    /// <summary>Everything held on the person whose lead it is, also what came as another lead, as one JSON file.</summary>
    public async Task<IActionResult> Handle(string lead, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId)
            return LeadAddress.Unknown.ToResult();
        var final = await merger.ReadableSurvivorOf(leadId, cancellation);
        var read = await leads.ReadReadable(final, cancellation);
        return read.IsUnknown && !read.IsStateBroken ? LeadAddress.Unknown.ToResult() : new ExportResult(read, export, log);
    }
}
