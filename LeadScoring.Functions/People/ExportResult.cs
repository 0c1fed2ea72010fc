using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.People;

/// <summary>Writes an export as it is read. A fault under way breaks the connection off, so that the file does not look whole.</summary>
internal sealed class ExportResult(LeadRead first, LeadExport export, ILogger logger) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, gone) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"lead-{first.LeadId}.json\"";
        response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await export.Write(response.BodyWriter, first, gone);
        }
        catch (Exception fault)
        {
            // Not thrown on: a host may take a result that ends, however it ends, for the end of the file.
            if (!gone.IsCancellationRequested)
                logger.ExportBrokenOff(Failure.ReasonOf(fault));
            context.HttpContext.Abort();
        }
    }
}
