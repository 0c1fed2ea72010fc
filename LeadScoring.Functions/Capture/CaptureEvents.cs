using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Capture;

/// <summary>Captures events sent by programs.</summary>
public sealed class CaptureEvents(CaptureHandler handler)
{
    /// <summary>Takes one event, an array, or <c>{ "events": [...] }</c>.</summary>
    [Function("CaptureEvents")]
    public Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/events")] HttpRequest request,
        CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
