using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Tracking;

/// <summary>The site tracker: its script, and what the script sends. Whoever can open a web page can call both; there is no key.</summary>
public sealed class TrackVisit(TrackHandler handler)
{
    /// <summary>The script that a site loads.</summary>
    [Function("TrackScript")]
    public IActionResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "track.js")] HttpRequest request) => handler.Script(request);

    /// <summary>Takes what visitors of a listed site did, or answers the browser's question whether it may send that.</summary>
    [Function("TrackVisit")]
    public Task<IActionResult> Visit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "track")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
