using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>202 with <c>Retry-After</c>: the report is being computed.</summary>
internal sealed class ComputingResult(string report, int bucketsDone) : IActionResult
{
    private const int RetryAfterSeconds = 2;

    public Task ExecuteResultAsync(ActionContext context)
    {
        context.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        var answer = new ComputingReport("computing", report, bucketsDone, LeadIds.Buckets, RetryAfterSeconds);
        return new JsonResult<ComputingReport>(answer, ReportsJson.Default.ComputingReport, StatusCodes.Status202Accepted).ExecuteResultAsync(context);
    }
}
