using LeadScoring.Functions.Access;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Tracking;

/// <summary>The site tracker: its script, and what the script sends. Anyone who can open a web page can call both; there is no key.</summary>
public sealed class TrackVisit(TrackHandler handler)
{
    /// <summary>The script that a site loads.</summary>
    [Function("TrackScript")]
    [OpenToAll("Browsers load the script before anything is known of a visitor.")]
    [Operation(ApiTags.Tracker, "Serves the script that a site loads.", More = "../guide/track-a-site.md")]
    [Answers(200, "The script.", MediaType = "text/javascript", Headers = ["Cache-Control", "Vary", "Access-Control-Allow-Origin"])]
    public IActionResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "track.js")] HttpRequest request) => handler.Script(request);

    /// <summary>Takes what visitors of a listed site did, or answers the browser's question whether it may send that.</summary>
    [Function("TrackVisit")]
    [OpenToAll("Browsers of visitors have no key; the site must be listed, and what they say is a claim.")]
    [Operation(ApiTags.Tracker, "Takes what the script sends, from listed sites only.", Method = "post", More = "#tracker")]
    [Operation(ApiTags.Tracker, "Tells browsers of listed sites that they may send.", Method = "options")]
    [Body("application/json", typeof(EventRequest), typeof(EventRequest[]), Method = "post")]
    [Body("text/plain", Method = "post", Description = "The same JSON, as browsers send it without asking first.")]
    [Answers(202, "What was accepted, known already, and rejected.", Method = "post", Contract = typeof(TrackAnswer), Headers = ["Vary", "Access-Control-Allow-Origin"])]
    [Answers(204, "The visitor objects, or is a crawler: nothing is stored.", Method = "post", Headers = ["Vary", "Access-Control-Allow-Origin"])]
    [Answers(204, "The site may send.", Method = "options", Headers = ["Vary", "Access-Control-Allow-Origin", "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age"])]
    [Refuses(400, "LS-TRACK-*", "LS-EVENT-*", Method = "post")]
    [Refuses(403, "LS-TRACK-001")]
    [Refuses(429, "LS-TRACK-006", Method = "post")]
    [UsesStorage(Method = "post")]
    public Task<IActionResult> Visit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "track")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
