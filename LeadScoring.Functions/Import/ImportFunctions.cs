using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Import;

/// <summary>Takes files of leads.</summary>
public sealed class ImportFunctions(ImportHandler handler)
{
    [Function("ImportLeads")]
    public Task<IActionResult> Import(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/import")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
