using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Feedback;

/// <summary>Takes what sales learns of a lead.</summary>
public sealed class FeedbackFunctions(FeedbackHandler handler)
{
    /// <summary>Takes one report.</summary>
    [Function("GiveFeedback")]
    [RequiresRole(Role.Sales, Role.Connector)]
    [Audited("lead.feedback", "lead")]
    [Operation(ApiTags.Leads, "Takes what sales reports: accepted, attempted, contacted, unreachable, postponed, unqualified, qualified, opportunity, won, lost.", More = "#feedback")]
    [RequestHeader("Idempotency-Key", "The sender's own id of the request, for a body without one.")]
    [RequestHeader("webhook-id", "The same, as Standard Webhooks names it.")]
    [Body("application/json", typeof(FeedbackRequest))]
    [Answers(202, "The report is durable; the answer says what it does.", Contract = typeof(FeedbackAnswer))]
    [Refuses(400, "LS-FEEDBACK-*", "LS-EVENT-*")]
    [Refuses(404, "LS-LEAD-404")]
    [Refuses(409, "LS-EVENT-011")]
    [UsesStorage]
    public Task<IActionResult> Give(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/{lead}/feedback")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(lead, request, cancellation));
}
