using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Functions.Sources.Hooks;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sources;

/// <summary>The connections of webhook sources.</summary>
[UsesStorage]
public sealed class SourcesFunctions(SourcesHandler handler)
{
    /// <summary>All sources and connections.</summary>
    [Function("ListSources")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Sources, "Lists sources, and connections with the state of their secrets, when they last delivered, and counts.", More = "sources.md")]
    [Answers(200, "All sources and connections.", Contract = typeof(SourceList))]
    [Refuses(400, "LS-QUERY-001")]
    [Refuses(503, "LS-SOURCE-004")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/sources")] HttpRequest request, CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.List(request.Query, cancellation));

    /// <summary>Saves a connection.</summary>
    [Function("PutConnection")]
    [RequiresRole(Role.Marketing)]
    [Audited("connection.save", "source", "connection")]
    [Operation(ApiTags.Sources, "Saves a connection.", More = "sources.md#connections")]
    [Body("application/json", typeof(ConnectionRequest))]
    [Answers(200, "The connection as it is saved.", Contract = typeof(ConnectionItem))]
    [Refuses(400, "LS-SOURCE-002", "LS-SOURCE-003")]
    [Refuses(404, "LS-SOURCE-001")]
    [Refuses(503, "LS-SOURCE-004")]
    public Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/sources/{source}/{connection}")] HttpRequest request,
        string source,
        string connection,
        CancellationToken cancellation) =>
        SourceFailures.ToProblem(() => handler.Put(source, connection, request, cancellation));
}
