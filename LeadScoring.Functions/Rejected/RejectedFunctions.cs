using LeadScoring.Functions.Sources.Hooks;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Rejected;

/// <summary>What could not be taken.</summary>
public sealed class RejectedFunctions(RejectedHandler rejected, ReplayHandler replay)
{
    /// <summary>A page of it.</summary>
    [Function("ListRejected")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/rejected")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => rejected.Handle(request.Query, cancellation));

    /// <summary>Takes it again.</summary>
    [Function("ReplayRejected")]
    public Task<IActionResult> Replay(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/rejected/replay")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => replay.Handle(request, cancellation));
}
