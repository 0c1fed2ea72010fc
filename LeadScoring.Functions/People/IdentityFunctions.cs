using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.People;

/// <summary>Who is who: merging leads, taking them apart, handing out and erasing what is held on a person.</summary>
[UsesStorage]
public sealed class IdentityFunctions(MergeHandler merging, ErasureHandler erasure, ExportHandler export)
{
    /// <summary>Merges a lead into another.</summary>
    [Function("MergeLead")]
    [RequiresRole(Role.Admin)]
    [Audited("lead.merge", "lead")]
    [Operation(ApiTags.People, "Says that the lead is the same person as another.", More = "#people")]
    [Body("application/json", typeof(MergeRequest))]
    [Answers(202, "The merge is durable; the events are copied within seconds.", Contract = typeof(MergeAnswer))]
    [Refuses(400, "LS-MERGE-001", "LS-MERGE-002")]
    [Refuses(404, "LS-LEAD-404")]
    [Refuses(409, "LS-MERGE-003", "LS-MERGE-004", "LS-MERGE-005", "LS-MERGE-006", "LS-MERGE-008")]
    public Task<IActionResult> Merge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/{lead}/merge")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => merging.Merge(lead, request, cancellation));

    /// <summary>Makes a merged lead one of its own again.</summary>
    [Function("UnmergeLead")]
    [RequiresRole(Role.Admin)]
    [Audited("lead.unmerge", "lead")]
    [Operation(ApiTags.People, "Takes a merged lead apart again.", More = "#people")]
    [Answers(202, "The work is durable and is done within seconds.", Contract = typeof(MergeAnswer))]
    [Refuses(404, "LS-LEAD-404")]
    [Refuses(409, "LS-MERGE-007")]
    public Task<IActionResult> Unmerge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/{lead}/unmerge")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => merging.Unmerge(lead, cancellation));

    /// <summary>Everything held on a person.</summary>
    [Function("ExportLead")]
    [RequiresRole(Role.Admin)]
    [Audited("lead.export", "lead")]
    [Operation(ApiTags.People, "Hands out everything held on a person, as one file.", More = "#people")]
    [Answers(200, "The file.", Contract = typeof(LeadExportFile), Headers = ["Content-Disposition", "Cache-Control"])]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/leads/{lead}/export")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => export.Handle(lead, cancellation));

    /// <summary>Erases a person.</summary>
    [Function("EraseLead")]
    [RequiresRole(Role.Admin)]
    [Audited("lead.erase", "lead")]
    [Operation(ApiTags.People, "Erases a person.", More = "#people")]
    [Answers(202, "Nothing can be read any more, and what is stored is being deleted.", Contract = typeof(ErasureAnswer))]
    [Refuses(404, "LS-LEAD-404")]
    public Task<IActionResult> Erase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/leads/{lead}")] HttpRequest request, string lead, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => erasure.Erase(lead, cancellation));
}
