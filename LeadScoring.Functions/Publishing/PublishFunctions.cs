using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Publishing;

/// <summary>Publishing over HTTP.</summary>
[UsesStorage]
public sealed class PublishFunctions(PublishHandler handler, VersionsHandler versions, ApproveHandler approvals)
{
    [Function("PublishModel")]
    [RequiresRole(Role.Marketing)]
    [Audited("model.publish", "model")]
    [Operation(ApiTags.Models, "Makes the draft the next version, and rebuilds every lead for it.", More = "#publishing")]
    [Body("application/json", typeof(PublishRequest))]
    [Answers(202, "The version is active, and the rebuild is on the queue.", Contract = typeof(PublishAnswer))]
    [Refuses(400, "LS-PUBLISH-001", "LS-PUBLISH-005", "LS-MODEL-*")]
    [Refuses(404, "LS-PUBLISH-002")]
    [Refuses(409, "LS-PUBLISH-004", "LS-PUBLISH-006", "LS-PUBLISH-007", "LS-PUBLISH-008")]
    public Task<IActionResult> Publish(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/{model}/publish")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Publish(model, request, cancellation));

    [Function("RollbackModel")]
    [RequiresRole(Role.Marketing)]
    [Audited("model.rollback", "model")]
    [Operation(ApiTags.Models, "Publishes the text of an old version as the next version.", More = "#publishing")]
    [Body("application/json", typeof(RollbackRequest))]
    [Answers(202, "The version is active, and the rebuild is on the queue.", Contract = typeof(PublishAnswer))]
    [Refuses(400, "LS-PUBLISH-001", "LS-PUBLISH-005", "LS-PUBLISH-009", "LS-MODEL-*")]
    [Refuses(404, "LS-PUBLISH-404")]
    [Refuses(409, "LS-PUBLISH-004", "LS-PUBLISH-006", "LS-PUBLISH-007", "LS-PUBLISH-008", "LS-PUBLISH-010")]
    public Task<IActionResult> Rollback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/{model}/rollback")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Rollback(model, request, cancellation));

    [Function("ApproveModel")]
    [RequiresRole(Role.Marketing, Role.Sales)]
    [Audited("model.approve", "model")]
    [Operation(ApiTags.Models, "Approves the draft, for a model that asks for approvals.", More = "#publishing")]
    [Body("application/json", typeof(ApproveRequest))]
    [Answers(200, "The approval is noted.", Contract = typeof(ApproveAnswer))]
    [Refuses(400, "LS-PUBLISH-011")]
    [Refuses(403, "LS-PUBLISH-014")]
    [Refuses(404, "LS-PUBLISH-002")]
    [Refuses(409, "LS-PUBLISH-012", "LS-PUBLISH-013")]
    public Task<IActionResult> Approve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/{model}/approve")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => approvals.Handle(model, request, cancellation));

    [Function("ListVersions")]
    [RequiresRole(Role.Read)]
    [Operation(ApiTags.Models, "Lists the versions of a model, newest first: who published each, why, what changed, and what it was said to do.")]
    [Answers(200, "The versions.", Contract = typeof(VersionList))]
    [Refuses(404, "LS-PUBLISH-404")]
    public Task<IActionResult> Versions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/models/{model}/versions")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => versions.List(model, cancellation));

    [Function("DiffModel")]
    [RequiresRole(Role.Read)]
    [Operation(ApiTags.Models, "Shows what is different between two versions of a model, or a version and the draft: by meaning, not by line.")]
    [Query("from", "The number of a version, `active` or `draft`; `active` if it is not given.")]
    [Query("to", "The same; `draft` if it is not given.")]
    [Answers(200, "The differences.", Contract = typeof(DiffAnswer))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    [Refuses(404, "LS-DIFF-001")]
    [Refuses(409, "LS-DIFF-002")]
    public Task<IActionResult> Diff(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/models/{model}/diff")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => versions.Diff(model, request.Query, cancellation));
}
