using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads.Timeline;

/// <summary>Answers <c>GET /api/v1/leads/{lead}/timeline</c>: events, decisions and changes of score in one list, newest first.</summary>
public sealed class TimelineHandler(LeadAddress address, LeadStore leads, TimelineReader reader)
{
    internal const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    /// <summary>A page. The place where it ends names its last entry, so that entries of one time are neither lost nor repeated.</summary>
    public async Task<IActionResult> Handle(string lead, IQueryCollection query, CancellationToken cancellation)
    {
        var asked = new QueryReader(query, "before", "limit");
        var limit = asked.Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        TimelinePlace? before = null;
        if (asked.Text("before") is { } text)
        {
            if (TimelinePlace.TryParse(text, out var place))
                before = place;
            else
                asked.Refuse("before", "'before' must be a continuation or a time.", "Send the continuation as it was answered, or a time such as 2026-03-01T10:15:00Z.");
        }

        if (asked.Problem is { } problem)
            return problem.ToResult();
        if (address.IdOf(lead) is not { } leadId)
            return LeadAddress.Unknown.ToResult();
        var read = await leads.Read(leadId, cancellation);
        return read.IsUnknown
            ? LeadAddress.Unknown.ToResult()
            : new JsonResult<TimelinePage>(await Page(read, before, limit, cancellation), TimelineJson.Default.TimelinePage);
    }

    private async Task<TimelinePage> Page(LeadRead read, TimelinePlace? before, int limit, CancellationToken cancellation)
    {
        // One more than the page holds tells whether there is another. Those that wait were read before the log: an event scored in between is
        // seen twice rather than never, and once is taken away.
        var parts = await Task.WhenAll(
            reader.Events(read, before, limit + 1, cancellation),
            reader.Decisions(read.LeadId, cancellation),
            reader.Scores(read, cancellation));
        var entries = parts.SelectMany(static part => part)
            .Concat(read.Pending.Select(static row => TimelineReader.Entry(row.Captured, isPending: true)))
            .Where(entry => before is null || TimelinePlace.Order.Compare(entry.Place, before.Value) > 0)
            .DistinctBy(static entry => entry.Place)
            .OrderBy(static entry => entry.Place, TimelinePlace.Order)
            .Take(limit + 1)
            .ToList();
        return entries.Count <= limit
            ? new TimelinePage(entries, null)
            : new TimelinePage(entries[..limit], entries[limit - 1].Place.ToString());
    }
}
