using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>Captures events sent by forms and e-mail platforms. They prove themselves; there is no key.</summary>
public sealed class CaptureWebhook(HookHandler handler)
{
    /// <summary>Takes a delivery, or answers a handshake.</summary>
    [Function("CaptureWebhook")]
    [OpenToAll("A delivery proves itself by the signature or the secret of its connection.")]
    [Operation(ApiTags.Hooks, "Takes a delivery of a vendor, which proves itself.", Method = "post", More = "sources.md")]
    [Operation(ApiTags.Hooks, "Tells a vendor that the hook is there.", Method = "get")]
    [Operation(ApiTags.Hooks, "Tells a vendor that the hook is there.", Method = "head")]
    [Operation(ApiTags.Hooks, "Answers the handshake of CloudEvents.", Method = "options")]
    [Body("application/json", Method = "post", Description = "As the vendor sends it.")]
    [Body("application/x-www-form-urlencoded", Method = "post", Description = "As the vendor sends it.")]
    [Body("multipart/form-data", Method = "post", Description = "As the vendor sends it.")]
    [Answers(200, "What was accepted, known already, and rejected, for vendors that need this status; without a body for a test delivery.", Method = "post", Contract = typeof(HookAnswer), MayBeEmpty = true)]
    [Answers(202, "What was accepted, known already, and rejected.", Method = "post", Contract = typeof(HookAnswer))]
    [Answers(200, "Every address is there.", Method = "get")]
    [Answers(200, "Every address is there.", Method = "head")]
    [Answers(200, "The origin is named where the connection lists it.", Method = "options", Headers = ["Allow", "WebHook-Allowed-Origin", "WebHook-Allowed-Rate"])]
    [Refuses(401, "LS-HOOK-001", Method = "post")]
    [Refuses(429, "LS-HOOK-002", Method = "post")]
    [Refuses(503, "LS-HOOK-007", "LS-SOURCE-004", Method = "post")]
    [Refuses(503, "LS-SOURCE-004", Method = "options")]
    [UsesStorage(Method = "post")]
    [UsesStorage(Method = "options")]
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
    [OpenToAll("It refuses deliveries as if the connection were unknown.")]
    [Operation(ApiTags.Hooks, "Refuses a delivery to another address, as to an unknown connection: vendors end their deliveries at a 404.", Method = "post")]
    [Operation(ApiTags.Hooks, "Answers as for an address that is a hook.", Method = "get")]
    [Operation(ApiTags.Hooks, "Answers as for an address that is a hook.", Method = "head")]
    [Operation(ApiTags.Hooks, "Answers as for an address that is a hook.", Method = "options")]
    [Body("application/json", Method = "post", Description = "As the vendor sends it.")]
    [Body("application/x-www-form-urlencoded", Method = "post", Description = "As the vendor sends it.")]
    [Body("multipart/form-data", Method = "post", Description = "As the vendor sends it.")]
    [Answers(200, "Every address is there.", Method = "get")]
    [Answers(200, "Every address is there.", Method = "head")]
    [Answers(200, "No origin is named.", Method = "options", Headers = ["Allow"])]
    [Refuses(401, "LS-HOOK-001", Method = "post")]
    [Refuses(429, "LS-HOOK-002", Method = "post")]
    [UsesStorage(Method = "post")]
    [UsesStorage(Method = "options")]
    public Task<IActionResult> RunOther(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", "head", "options", Route = "hooks/{*path}")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.HandleOther(request, cancellation));
}
