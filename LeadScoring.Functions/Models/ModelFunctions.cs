using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Models;

/// <summary>Models over HTTP.</summary>
public sealed class ModelFunctions(ModelsHandler handler)
{
    [Function("ListModels")]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/models")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.List(cancellation));

    [Function("GetModel")]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/models/{model}")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Get(model, request.Query["version"], cancellation));

    [Function("PutModel")]
    public Task<IActionResult> Put(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/v1/models/{model}")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Put(model, request, cancellation));

    [Function("ValidateModel")]
    public Task<IActionResult> Validate(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/models/validate")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Validate(request, cancellation));

    [Function("PublishModel")]
    public Task<IActionResult> Publish(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/models/{model}/publish")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Publish(model, request, cancellation));

    [Function("GetRebuild")]
    public Task<IActionResult> Progress(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/models/{model}/rebuild")] HttpRequest request, string model, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Progress(model, cancellation));

    [Function("RebuildLead")]
    public Task<IActionResult> RebuildLead(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/{lead}/rebuild")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.RebuildLead(lead, cancellation));
}
