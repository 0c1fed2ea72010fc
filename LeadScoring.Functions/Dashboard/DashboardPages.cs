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
    [Operation(ApiTags.Operations, "Serves the pages, which ask for data with a session.")]
    [Answers(200, "A page, or what it loads.", MediaType = "text/html", Headers = ["Cache-Control", "Content-Security-Policy"])]
    [Answers(200, "A page, or what it loads.", MediaType = "text/css", Headers = ["Cache-Control", "Content-Security-Policy"])]
    [Answers(200, "A page, or what it loads.", MediaType = "text/javascript", Headers = ["Cache-Control", "Content-Security-Policy"])]
    [Refuses(404, "LS-HTTP-404")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "app/{*path}")] HttpRequest request, string? path) => files.Get(path);
}
