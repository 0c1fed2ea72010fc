using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Reports;

/// <summary>Reports over HTTP. One route for both forms: <c>service-level</c> and <c>service-level.csv</c> are both a <c>{name}</c>.</summary>
public sealed class ReportFunctions(ReportsHandler handler)
{
    [Function("GetReport")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/reports/{name}")] HttpRequest request, string name, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(name, request.Query, cancellation));
}
