using LeadScoring.Functions.Http;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Notes refused calls where an operator looks: all in the metric, some in the log, and of callers who are known some in the audit log.</summary>
public sealed class Refusals(AuditTrail audit, AppMetrics metrics, RefusalLog log)
{
    /// <summary>Notes a caller who is not believed.</summary>
    internal async Task Unknown(string function, CallerFinding found, CancellationToken cancellation)
    {
        metrics.AccessRefused(found.Fault!.Reason);
        log.Unknown(function, found.Fault.Text, found.KnownAs);
        // A stranger must not be able to fill the table; who holds a key that once counted is noted once an hour.
        if (found.KnownAs is { } known)
            await audit.Refused(known, function, StatusCodes.Status401Unauthorized, cancellation);
    }

    /// <summary>Notes a caller who is known and may not.</summary>
    internal async Task Known(string function, string caller, Problem problem, CancellationToken cancellation)
    {
        Noted(function, caller, problem);
        await audit.Refused(caller, function, problem.Status, cancellation);
    }

    /// <summary>Notes a request that nobody needs to be known for.</summary>
    internal void Anonymous(string function, Problem problem) => Noted(function, "nobody", problem);

    private void Noted(string function, string caller, Problem problem)
    {
        metrics.AccessRefused(problem.Code is "LS-ACCESS-003" or "LS-ACCESS-007" ? "other-site" : "role");
        log.Refused(caller, function, problem.Code);
    }
}
