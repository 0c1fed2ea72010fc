using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Suspicions;

/// <summary>Takes what people say about events: whether one counts.</summary>
public sealed class CountFunctions(CountHandler handler)
{
    /// <summary>Lets an event count, or leaves it out.</summary>
    [Function("CountEvent")]
    [RequiresRole(Role.Sales, Role.Marketing)]
    [Audited("event.count", "lead", "event")]
    [Operation(ApiTags.Leads, "Lets an event count that a machine seems to have made, or leaves any event out of the score.", More = "../guide/signal-hygiene.md")]
    [Body("application/json", typeof(CountRequest))]
    [Answers(202, "The word is durable; the score changes within seconds.", Contract = typeof(CountAnswer))]
    [Refuses(400, "LS-COUNT-001", "LS-COUNT-002")]
    [Refuses(404, "LS-LEAD-404", "LS-COUNT-404")]
    [UsesStorage]
    public Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/{lead}/events/{event}/count")] HttpRequest request,
        string lead,
        string @event,
        CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(lead, @event, request, cancellation));
}
