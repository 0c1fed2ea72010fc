using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Suspicions;

/// <summary>Takes what people say about suspected events.</summary>
public sealed class CountFunctions(CountHandler handler)
{
    /// <summary>Lets an event count, or takes that back.</summary>
    [Function("CountEvent")]
    public Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/{lead}/events/{event}/count")] HttpRequest request,
        string lead,
        string @event,
        CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(lead, @event, request, cancellation));
}
