using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.People;

/// <summary>Who is who: merging leads, taking them apart, handing out and erasing what is held on a person.</summary>
public sealed class IdentityFunctions(MergeHandler merging, ErasureHandler erasure, ExportHandler export)
{
    /// <summary>Merges a lead into another.</summary>
    [Function("MergeLead")]
    public Task<IActionResult> Merge(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/{lead}/merge")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => merging.Merge(lead, request, cancellation));

    /// <summary>Makes a merged lead one of its own again.</summary>
    [Function("UnmergeLead")]
    public Task<IActionResult> Unmerge(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/v1/leads/{lead}/unmerge")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => merging.Unmerge(lead, cancellation));

    /// <summary>Everything held on a person.</summary>
    [Function("ExportLead")]
    public Task<IActionResult> Export(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/v1/leads/{lead}/export")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => export.Handle(lead, cancellation));

    /// <summary>Erases a person.</summary>
    [Function("EraseLead")]
    public Task<IActionResult> Erase(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/v1/leads/{lead}")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => erasure.Erase(lead, cancellation));
}
