using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Access.Audit;

/// <summary>The audit log over HTTP.</summary>
public sealed class AuditFunctions(AuditHandler handler)
{
    [Function("ListAudit")]
    [RequiresRole(Role.Admin)]
    [Operation(ApiTags.Operations, "Lists who did what, newest first: ids only, kept for 400 days.", More = "../operations/keys.md#the-audit-log")]
    [Query("since", "Calls from this day or time on, in UTC.")]
    [Query("actor", "Calls of this caller only, such as `key:crm`.")]
    [Query("action", "Calls of this kind only, such as `lead.erase`.")]
    [Query("limit", "Entries of a page.", Least = 1, Most = AuditHandler.MaxLimit, Default = AuditHandler.DefaultLimit)]
    [Query("continuation", "From the page before, with the same filters.")]
    [Answers(200, "A page of the log.", Contract = typeof(AuditedCalls))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002")]
    [UsesStorage]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/audit")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request.Query, cancellation));
}
