using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>An answer whose status is noted in the audit log, as soon as it is known: both hosts write answers after the function has returned.</summary>
internal sealed class AuditedResult(IActionResult answer, AuditEntry entry, AuditTrail audit) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        try
        {
            await answer.ExecuteResultAsync(context);
        }
        catch
        {
            await audit.End(entry, AuditEntry.Failed);
            throw;
        }

        await audit.End(entry, context.HttpContext.Response.StatusCode);
    }
}
