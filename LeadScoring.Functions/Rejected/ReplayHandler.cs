using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Rejected;

/// <summary>Answers <c>POST /api/v1/rejected/replay</c>.</summary>
public sealed class ReplayHandler(RejectedStore store, RejectedDays days, Replayer replayer)
{
    private const int BodyBytes = 64 * 1024;

    public async Task<IActionResult> Handle(HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var (asked, errors) = ReplayRequest.Read(body);
        if (errors.All is [{ } first, ..])
            return Problem.BadRequest(first.Code, first.Detail, first.Fix, errors.All).ToResult();

        var results = new List<ReplayItem>();
        var (rows, more) = await Rows(asked, results, cancellation);
        // One by one: thousands of events may wait behind a single row, and nobody waits for the last of them.
        foreach (var row in rows)
        {
            var error = await replayer.Replay(row, cancellation);
            results.Add(error is null ? new ReplayItem(row.Id.ToString(), "replayed") : new ReplayItem(row.Id.ToString(), "kept", error.Code, error.Detail, error.Fix));
        }

        var replayed = results.Count(static result => result.Outcome == "replayed");
        return new JsonResult<ReplayAnswer>(
            new ReplayAnswer(replayed, results.Count(static result => result.Outcome == "kept"), results, more && replayed > 0), RejectedJson.Default.ReplayAnswer);
    }

    private async Task<(IReadOnlyList<KeptRow> Rows, bool More)> Rows(ReplayRequest asked, List<ReplayItem> results, CancellationToken cancellation)
    {
        if (asked.Ids.Count == 0)
        {
            var (found, next) = await days.Read(null, asked.Day, asked.Source, asked.Limit, cancellation);
            return (found, next is not null);
        }

        var rows = new List<KeptRow>();
        foreach (var id in asked.Ids.Distinct())
        {
            if (await store.Find(id, cancellation) is { } row)
                rows.Add(row);
            else
                results.Add(new ReplayItem(id.ToString(), "gone"));
        }

        return (rows, false);
    }
}
