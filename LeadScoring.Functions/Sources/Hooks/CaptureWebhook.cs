using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>Captures events sent by forms and e-mail platforms. They prove themselves; there is no key.</summary>
public sealed class CaptureWebhook(HookHandler handler)
{
    /// <summary>Takes a delivery, or answers a handshake.</summary>
    [Function("CaptureWebhook")]
    public Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", "head", "options", Route = "hooks/{source}/{connection}")] HttpRequest request,
        string source,
        string connection,
        CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.Handle(source, connection, request, cancellation));

    /// <summary>
    /// Answers every other address below <c>/hooks</c>: vendors end their deliveries at a 404, and a wrong address is found sooner than that. Its name sorts after
    /// CaptureWebhook's, as the host tries routes in the order of names.
    /// </summary>
    [Function("CaptureWebhookMistyped")]
    public Task<IActionResult> RunOther(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", "head", "options", Route = "hooks/{*path}")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.HandleOther(request, cancellation));
}
