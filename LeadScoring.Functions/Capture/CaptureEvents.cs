using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Capture;

/// <summary>Captures events sent by programs.</summary>
public sealed class CaptureEvents(CaptureHandler handler)
{
    /// <summary>Takes one event, an array, or <c>{ "events": [...] }</c>.</summary>
    [Function("CaptureEvents")]
    [RequiresRole(Role.Ingest)]
    [Operation(ApiTags.Events, "Takes events: one, an array, `{ \"events\": [...] }`, or CloudEvents. Everything accepted is durable when it answers.", More = "#events")]
    [RequestHeader("Idempotency-Key", "The sender's own id of the request, for a body without one.")]
    [RequestHeader("webhook-id", "The same, as Standard Webhooks names it.")]
    [Body("application/json", typeof(EventRequest), typeof(EventRequest[]), typeof(EventsRequest))]
    [Body("application/cloudevents+json", typeof(CloudEventRequest))]
    [Body("application/cloudevents-batch+json", typeof(CloudEventRequest[]))]
    [Answers(202, "What was accepted, known already, and rejected.", Contract = typeof(CaptureAnswer))]
    [Refuses(400, "LS-EVENT-*")]
    [Refuses(422, "LS-EVENT-022")]
    [UsesStorage]
    public Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/events")] HttpRequest request,
        CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
