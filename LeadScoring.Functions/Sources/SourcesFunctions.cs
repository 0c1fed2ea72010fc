using LeadScoring.Functions.Sources.Hooks;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sources;

/// <summary>The connections of webhook sources.</summary>
public sealed class SourcesFunctions(SourcesHandler handler)
{
    /// <summary>All sources and connections.</summary>
    [Function("ListSources")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/sources")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.List(request.Query, cancellation));

    /// <summary>Saves a connection.</summary>
    [Function("PutConnection")]
    public Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/v1/sources/{source}/{connection}")] HttpRequest request,
        string source,
        string connection,
        CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.Put(source, connection, request, cancellation));
}
