using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Models;

/// <summary>Models over HTTP.</summary>
[UsesStorage]
public sealed class ModelFunctions(ModelsHandler handler)
{
    [Function("ListModels")]
    [RequiresRole(Role.ReadMasked)]
    [Operation(ApiTags.Models, "Lists the models.")]
    [Query("rules", "Whether outlines list the rules, too.", IsTruth = true)]
    [Answers(200, "All models.", Contract = typeof(ModelList))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/models")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.List(request.Query, cancellation));

    [Function("GetModel")]
    [RequiresRole(Role.Read)]
    [Operation(ApiTags.Models, "Shows a model: its draft, else its active version, or the version asked for.")]
    [Query("version", "A published version.", Least = 1, Most = int.MaxValue)]
    [Answers(200, "The model with its text.", Contract = typeof(ModelAnswer), Headers = ["ETag"])]
    [Refuses(404, "LS-PUBLISH-404")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/models/{model}")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Get(model, request.Query["version"], cancellation));

    [Function("GetRebuild")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Models, "Shows how far the rebuild for the active version is.")]
    [Answers(200, "The progress.", Contract = typeof(RebuildAnswer))]
    [Refuses(404, "LS-PUBLISH-404")]
    public Task<IActionResult> Progress(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/models/{model}/rebuild")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Progress(model, cancellation));

    [Function("RebuildLead")]
    [RequiresRole(Role.Admin)]
    [Audited("lead.rebuild", "lead")]
    [Operation(ApiTags.Leads, "Rebuilds the signals of a lead from its log.")]
    [Answers(202, "The work is on the queue.")]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> RebuildLead(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/{lead}/rebuild")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.RebuildLead(lead, cancellation));
}
