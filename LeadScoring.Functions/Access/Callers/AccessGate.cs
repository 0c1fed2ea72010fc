using System.Reflection;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>The one place that decides whether an HTTP function is called. The Functions worker, <c>leads up</c> and tests go through it.</summary>
public sealed class AccessGate(CallerReader callers, AuditTrail audit, Refusals refusals)
{
    /// <summary>Calls the function, or refuses.</summary>
    /// <param name="function">The method with the attributes.</param>
    /// <param name="http">The request, with its route values.</param>
    /// <param name="call">Calls it; gives what it returns.</param>
    /// <returns>What the function returned, or a refusal.</returns>
    public async Task<object?> Run(MethodInfo function, HttpContext http, Func<Task<object?>> call)
    {
        var access = FunctionAccess.Of(function);
        if (access.IsOpen)
            return await call();
        // Whatever is answered is for this caller: no proxy and no browser keeps a copy.
        http.Response.Headers.CacheControl = "no-store";
        var found = callers.Find(http.Request);
        if (found.Caller is not { } caller)
            return await Unknown(access.Name, found, http.RequestAborted);
        if (Refusal(access, caller, http.Request) is { } refusal)
            return await Refused(access.Name, caller.Id, refusal, http.RequestAborted);
        caller.Attach(http);
        return access.Audited is { } audited ? await Audited(audited, caller, http, call) : await call();
    }

    private static Problem? Refusal(FunctionAccess access, Caller caller, HttpRequest request) =>
        !access.IsDeclared ? AccessProblems.Undeclared()
        : !access.Allows(caller.Roles) ? AccessProblems.MissingRole(access, caller)
        : OwnPages.IsReading(request) ? null
        : caller.By switch
        {
            Credential.Session => OwnPages.Sent(request) ? null : AccessProblems.NotOfOwnPage(),
            // A program may send a token of Entra ID, from which the platform makes the same principal.
            Credential.Principal => OwnPages.IsOfOtherSite(request) ? AccessProblems.OtherSite() : null,
            _ => null,
        };

    private async Task<IActionResult> Unknown(string function, CallerFinding found, CancellationToken cancellation)
    {
        await refusals.Unknown(function, found, cancellation);
        return AccessProblems.Unknown();
    }

    private async Task<IActionResult> Refused(string function, string caller, Problem problem, CancellationToken cancellation)
    {
        await refusals.Known(function, caller, problem, cancellation);
        return problem.ToResult();
    }

    // The order of the effects: first the entry, then what it is about, then the outcome. A process that ends in between leaves an entry that says "started": the log
    // may name a call that did nothing, and never lacks one that did something.
    private async Task<object?> Audited(AuditedAttribute audited, Caller caller, HttpContext http, Func<Task<object?>> call)
    {
        AuditEntry entry;
        try
        {
            entry = await audit.Begin(caller.Id, audited, http.Request.RouteValues, http.RequestAborted);
        }
        catch (Exception fault) when (Failure.IsTransient(fault))
        {
            return Problem.Unavailable("The audit log").ToResult();
        }

        try
        {
            return await call() is IActionResult result ? new AuditedResult(result, entry, audit) : await Ended(entry, http);
        }
        catch
        {
            await audit.End(entry, AuditEntry.Failed);
            throw;
        }
    }

    private async Task<object?> Ended(AuditEntry entry, HttpContext http)
    {
        await audit.End(entry, http.Response.StatusCode);
        return null;
    }
}
