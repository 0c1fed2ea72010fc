using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Dashboard;

/// <summary>Serves the pages; they ask for data with the key that the user enters.</summary>
public sealed class DashboardPages(DashboardFiles files)
{
    [Function("Dashboard")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "app/{*path}")] HttpRequest request, string? path) => files.Get(path);
}
