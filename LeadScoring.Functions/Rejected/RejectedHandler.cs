using System.Globalization;
using System.Text;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Rejected;

/// <summary>Answers <c>GET /api/v1/rejected</c>: what could not be taken, newest first; one with its text by <c>id</c>.</summary>
public sealed class RejectedHandler(RejectedStore store, RejectedDays days)
{
    internal const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var asked = new QueryReader(query, "id", "source", "limit", "continuation");
        var source = asked.Text("source");
        var limit = asked.Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        var place = Place(asked, source);
        RejectedId? id = null;
        if (asked.Text("id") is { } text && (id = RejectedId.Parse(text)) is null)
            asked.Refuse("id", "Must be the id of a rejected entry.", "Send an id as it is listed.");
        if (asked.Problem is { } problem)
            return problem.ToResult();

        if (id is not null)
        {
            var row = await store.Find(id.Value, cancellation);
            return Answer(row is null ? [] : [Item(row) with { Text = Encoding.UTF8.GetString(row.Text) }], null);
        }

        var (rows, next) = await days.Read(place, null, source, limit, cancellation);
        return Answer(
            [.. rows.Select(Item)],
            next is null ? null : PageToken.Write(Question(source), next.Day, next.Ticks.ToString(CultureInfo.InvariantCulture), next.Hash));
    }

    private static RejectedPlace? Place(QueryReader asked, string? source)
    {
        if (asked.Text("continuation") is not { } token)
            return null;
        if (PageToken.Read(token, Question(source), 3) is [var day, var ticks, var hash] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return new RejectedPlace(day, at, hash);
        asked.Refuse("continuation", "The continuation belongs to another list.", "Send it with the same source as before, or leave it out.");
        return null;
    }

    private static string Question(string? source) => $"rejected:{source}";

    private static KeptItem Item(KeptRow row) => new(
        row.Id.ToString(), row.At, row.Source, row.Error.Code, row.Error.Pointer, row.Error.Detail, row.Error.Fix, row.LeadId, row.CutFrom ?? row.Text.Length, null);

    private static JsonResult<RejectedPage> Answer(IReadOnlyList<KeptItem> items, string? continuation) =>
        new(new RejectedPage(items, continuation), RejectedJson.Default.RejectedPage);
}
