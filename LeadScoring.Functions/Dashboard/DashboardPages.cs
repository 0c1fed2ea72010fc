using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Dashboard;

/// <summary>Serves the pages; they ask for data with the session of the person who signed in.</summary>
public sealed class DashboardPages(DashboardFiles files)
{
    [Function("Dashboard")]
    [OpenToAll("The pages hold no data; they ask for it with a session.")]
    [Operation(ApiTags.Operations, "Serves the web app, which asks for data with a session. Its own addresses have no ending, and are all answered with its page.")]
    [RequestHeader("Accept-Encoding", "`br` and `gzip` are there.")]
    [RequestHeader("If-None-Match", "The `ETag` of an earlier answer.")]
    [Answers(200, Answer, MediaType = "text/html", Headers = ["Cache-Control", "Content-Security-Policy", "ETag"])]
    [Answers(200, Answer, MediaType = "text/css")]
    [Answers(200, Answer, MediaType = "text/javascript")]
    [Answers(200, Answer, MediaType = "application/manifest+json")]
    [Answers(200, Answer, MediaType = "font/woff2")]
    [Answers(200, Answer, MediaType = "image/svg+xml")]
    [Answers(200, Answer, MediaType = "image/png")]
    [Answers(304, "It is still what `If-None-Match` names.", Headers = ["Cache-Control", "ETag"])]
    [Refuses(404, "LS-HTTP-404")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "app/{*path}")] HttpRequest request, string? path) => files.Get(path);

    private const string Answer = "A page, or what it loads.";
}
