using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Health;

/// <summary>Health over HTTP. Two routes, because a function is either open or asks who calls.</summary>
public sealed class HealthFunctions(HealthHandler handler)
{
    [Function("GetHealth")]
    [OpenToAll("Load balancers and monitors have no key; the answer holds no data.")]
    [Operation(ApiTags.Operations, "Tells whether the app answers.")]
    [Answers(200, "The app takes requests.", Contract = typeof(LiveAnswer))]
    [Refuses(400, "LS-HEALTH-001")]
    public Task<IActionResult> Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/health")] HttpRequest request) =>
        Task.FromResult(handler.Live(request.Query));

    [Function("GetDeepHealth")]
    [RequiresRole(Role.ReadMasked, Role.Connector)]
    [Operation(ApiTags.Operations, "Checks storage, queues, poison, parked leads, last night, secrets that connections lack, and whether the topic takes messages.")]
    [Answers(200, "Everything works, or works and needs a look.", Contract = typeof(HealthAnswer))]
    [Answers(503, "Something does not work.", Contract = typeof(HealthAnswer))]
    public Task<IActionResult> Deep(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/health/deep")] HttpRequest request, CancellationToken cancellation) =>
        handler.Deep(cancellation);
}
