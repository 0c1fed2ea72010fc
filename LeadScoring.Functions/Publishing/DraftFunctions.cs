using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Publishing;

/// <summary>Drafts over HTTP.</summary>
[UsesStorage]
public sealed class DraftFunctions(DraftHandler handler)
{
    [Function("PutModel")]
    [RequiresRole(Role.Marketing)]
    [Audited("model.draft", "model")]
    [Operation(ApiTags.Models, "Saves a draft.", More = "#drafts")]
    [RequestHeader("If-Match", "The `ETag` of the draft that was read: one that somebody else saved meanwhile is not overwritten.")]
    [RequestHeader("If-None-Match", "`*` to create a model, and never overwrite one.")]
    [Body("application/yaml", Description = "The model itself, in YAML.")]
    [Answers(200, "The draft is saved. Findings that are errors refuse its publish.", Contract = typeof(DraftAnswer), Headers = ["ETag"])]
    [Refuses(400, "LS-MODEL-*", "LS-PUBLISH-003", "LS-DRAFT-002")]
    [Refuses(412, "LS-DRAFT-001", "LS-DRAFT-003")]
    public Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v1/models/{model}")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Put(model, request, cancellation));

    [Function("DiscardDraft")]
    [RequiresRole(Role.Marketing)]
    [Audited("model.discard", "model")]
    [Operation(ApiTags.Models, "Discards the draft; the active version stays. A model that was never published is gone with it.", More = "#drafts")]
    [RequestHeader("If-Match", "The `ETag` of the draft that was read: one that somebody else saved meanwhile is not discarded.")]
    [Answers(204, "The draft is gone.")]
    [Refuses(400, "LS-DRAFT-002")]
    [Refuses(404, "LS-DRAFT-404")]
    [Refuses(412, "LS-DRAFT-001")]
    public Task<IActionResult> Discard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/models/{model}/draft")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Discard(model, request, cancellation));

    [Function("ValidateModel")]
    [RequiresRole(Role.Marketing)]
    [Operation(ApiTags.Models, "Checks a model as a publish does, and stores nothing.")]
    [Query("log", "Whether names are compared with those that the log carries, too.", IsTruth = true)]
    [Body("application/yaml", Description = "The model itself, in YAML.")]
    [Answers(200, "The model can be published; the findings are warnings.", Contract = typeof(DraftAnswer))]
    [Refuses(400, "LS-MODEL-*", "LS-QUERY-001", "LS-QUERY-002")]
    public Task<IActionResult> Validate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/validate")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Validate(request, cancellation));
}
