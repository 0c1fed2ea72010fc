using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Feedback;

/// <summary>Takes what sales learns of a lead.</summary>
public sealed class FeedbackFunctions(FeedbackHandler handler)
{
    /// <summary>Takes one report.</summary>
    [Function("GiveFeedback")]
    public Task<IActionResult> Give(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/{lead}/feedback")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(lead, request, cancellation));
}
