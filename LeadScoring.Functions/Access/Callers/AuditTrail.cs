using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Notes calls in the audit log, in the app's log and as a metric: ids only.</summary>
public sealed partial class AuditTrail(AuditStore store, LeadAddress leads, AppMetrics metrics, TimeProvider clock, ILogger<AuditTrail> log)
{
    /// <summary>The action of a call that was refused.</summary>
    internal const string RefusedAction = "access.refused";

    // What people do all day: the audit log and the metric have it, and a line each would hide what an operator looks for.
    private static readonly string[] Everyday = ["lead.feedback", "event.count", "model.draft"];

    private const string LeadParameter = "lead";
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan RefusalsEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Actor, string Function), DateTimeOffset> _refused = new();

    /// <summary>Notes that a call is about to do something.</summary>
    internal Task<AuditEntry> Begin(string actor, AuditedAttribute audited, RouteValueDictionary route, CancellationToken cancellation) =>
        store.Add(actor, audited.Action, SubjectOf(audited, route), AuditEntry.Started, cancellation);

    /// <summary>Notes that somebody is about to do something that is not about a thing.</summary>
    internal Task<AuditEntry> Begin(string actor, string action, CancellationToken cancellation) => store.Add(actor, action, subject: null, AuditEntry.Started, cancellation);

    /// <summary>Notes how it ended.</summary>
    internal Task End(AuditEntry entry, int status) => End(entry, status.ToString(CultureInfo.InvariantCulture));

    /// <summary>Notes how it ended. What was done is done, whether the caller still waits or not; and an outcome that cannot be written leaves an entry that says "started".</summary>
    internal async Task End(AuditEntry entry, string outcome)
    {
        metrics.Audited(entry.Action, outcome);
        if (!Everyday.Contains(entry.Action, StringComparer.Ordinal))
            log.CallAudited(entry.Actor, entry.Action, entry.Subject ?? "-", outcome);
        try
        {
            await store.Update(entry with { Outcome = outcome }, CancellationToken.None);
        }
        catch (Exception fault) when (Failure.IsTransient(fault))
        {
            log.OutcomeNotAudited(entry.Action, Failure.ReasonOf(fault));
        }
    }

    /// <summary>Notes that somebody who is known was refused: once an hour for a function.</summary>
    internal async Task Refused(string actor, string function, int status, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_refused.TryGetValue((actor, function), out var last) && now - last < RefusalsEvery)
            return;
        if (_refused.Count >= MostRemembered)
            _refused.Clear();
        _refused[(actor, function)] = now;
        try
        {
            await store.Add(actor, RefusedAction, function, status.ToString(CultureInfo.InvariantCulture), cancellation);
        }
        catch (Exception fault) when (Failure.IsTransient(fault))
        {
            // Nothing was done: the refusal counts, and the log and the metric have it.
            log.OutcomeNotAudited(RefusedAction, Failure.ReasonOf(fault));
        }
    }

    // An address in a path becomes the lead's id, and whatever is not an id is left out: an entry outlives the person.
    private string? SubjectOf(AuditedAttribute audited, RouteValueDictionary route)
    {
        var ids = audited.Subject.Select(name => route[name] is string value ? name == LeadParameter ? leads.IdOf(value) : Id().IsMatch(value) ? value : null : null).ToList();
        return ids.Count == 0 || ids.Contains(null) ? null : string.Join('/', ids);
    }

    [GeneratedRegex("\\A[A-Za-z0-9._-]{1,128}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
