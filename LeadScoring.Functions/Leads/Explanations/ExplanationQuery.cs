using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Reads the parameters of an explanation.</summary>
public sealed class ExplanationQuery(ModelCatalog catalog, ModelStore store, TimeProvider clock)
{
    /// <summary>What is asked, with its defaults: the only model, the version by which the lead is scored, today in its time zone; or what is wrong.</summary>
    internal async Task<(AskedExplanation? Asked, Problem? Problem)> Read(IQueryCollection query, LeadRead read, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "asOf", "version");
        var active = await catalog.Active(cancellation);
        var ids = active.Select(static model => model.Id).ToArray();
        var modelId = reader.OneOf("model", ids) ?? (ids.Length == 1 ? ids[0] : null);
        var version = reader.Whole("version", 1, 999_999);
        var asOf = ReadDay(reader);
        if (reader.Problem is { } problem)
            return (null, problem);
        if (modelId is null)
            return (null, WhichModel(ids));

        var newest = active.First(model => model.Id == modelId);
        var scored = read.Models.GetValueOrDefault(modelId) is { Version: > 0 } row ? row.Version : newest.Version;
        var number = version ?? scored;
        if (number != newest.Version && await store.Version(modelId, number, cancellation) is null)
            return (null, NoVersion(modelId, number, newest.Version));
        var model = await catalog.Version(modelId, number, cancellation);
        var today = Today(model.Model.Zone, read.State);
        if (asOf - today > Evaluator.Horizon)
            Refuse(reader, today);
        return reader.Problem is { } tooFar ? (null, tooFar) : (new AskedExplanation(model, asOf ?? today), null);
    }

    // Or the day of the newest event, where a clock runs ahead.
    private Day Today(DayZone zone, LeadState? state) => clock.GetUtcNow() is var now && state is { Seq: > 0 } && state.NewestAt > now ? zone.DayOf(state.NewestAt) : zone.DayOf(now);

    private Day? ReadDay(QueryReader reader)
    {
        if (reader.Text("asOf") is not { } text)
            return null;
        if (Day.TryParse(text, out var day))
            return day;
        Refuse(reader, Day.Of(clock.GetUtcNow()));
        return null;
    }

    private static void Refuse(QueryReader reader, Day today) =>
        reader.Refuse("asOf", "'asOf' must be a day up to 400 days ahead.", $"Use a day such as {today}, at most {today.AddDays(Evaluator.Horizon)}.");

    private static Problem WhichModel(string[] ids) => ids.Length == 0
        ? Problem.BadRequest("LS-QUERY-003", "No model is published, so there is nothing to explain.", "Publish one with POST /api/v1/models/{model}/publish.")
        : Problem.BadRequest("LS-QUERY-003", "Several models are published; the query must name one.", $"Add ?model= with one of {string.Join(", ", ids)}.");

    private static Problem NoVersion(string modelId, int version, int newest) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{modelId}' has no version {version}.", $"Versions go from 1 to {newest}.");
}
