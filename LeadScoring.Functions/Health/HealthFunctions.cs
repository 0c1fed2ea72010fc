using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Health;

/// <summary>Health over HTTP. Two routes, because a function is either open or asks for the key.</summary>
public sealed class HealthFunctions(HealthHandler handler)
{
    [Function("GetHealth")]
    public Task<IActionResult> Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/health")] HttpRequest request) =>
        Task.FromResult(handler.Live(request.Query));

    [Function("GetDeepHealth")]
    public Task<IActionResult> Deep(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/health/deep")] HttpRequest request, CancellationToken cancellation) =>
        handler.Deep(cancellation);
}
