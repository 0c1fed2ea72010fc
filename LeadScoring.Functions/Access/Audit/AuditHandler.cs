using System.Globalization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Access.Audit;

/// <summary>Answers <c>GET /api/v1/audit</c>: who did what, newest first.</summary>
public sealed class AuditHandler(AuditStore store, TimeProvider clock)
{
    internal const int MaxLimit = 500;
    internal const int DefaultLimit = 100;

    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var asked = new QueryReader(query, "since", "actor", "action", "limit", "continuation");
        var (actor, action) = (asked.Text("actor"), asked.Text("action"));
        var limit = asked.Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        var since = Since(asked);
        var question = $"audit:{actor}:{action}:{asked.Text("since")}";
        var after = After(asked, question);
        if (asked.Problem is { } problem)
            return problem.ToResult();

        var (entries, next) = await store.Read(
            after, since, entry => (actor is null || string.Equals(entry.Actor, actor, StringComparison.OrdinalIgnoreCase)) && (action is null || entry.Action == action), limit, cancellation);
        return new JsonResult<AuditedCalls>(
            new AuditedCalls([.. entries.Select(Item)], next is null ? null : PageToken.Write(question, next.Partition, next.Row)), AuditJson.Default.AuditedCalls);
    }

    private DateTimeOffset Since(QueryReader asked)
    {
        var oldest = clock.GetUtcNow().AddDays(-AuditStore.Days - 1);
        if (asked.Text("since") is not { } text)
            return oldest;
        if (DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since))
        {
            return since > oldest ? since : oldest;
        }

        asked.Refuse("since", "'since' is not a day or a time in UTC.", "Use for example 2026-03-01 or 2026-03-01T12:00:00Z.");
        return oldest;
    }

    private static AuditPlace? After(QueryReader asked, string question)
    {
        if (asked.Text("continuation") is not { } token)
            return null;
        if (PageToken.Read(token, question, 2) is [var partition, var row])
            return new AuditPlace(partition, row);
        asked.Refuse("continuation", "The continuation belongs to another list.", "Send it with the same since, actor and action as before, or leave it out.");
        return null;
    }

    private static AuditedCall Item(AuditEntry entry) => new(entry.At.UtcDateTime, entry.Actor, entry.Action, entry.Subject, entry.Outcome);
}
