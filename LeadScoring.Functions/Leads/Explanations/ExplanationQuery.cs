using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Reads the parameters of an explanation.</summary>
public sealed class ExplanationQuery(ModelCatalog catalog, ModelStore store)
{
    /// <summary>What is asked, with its defaults: the only model, the version by which the lead is scored, today; or what is wrong.</summary>
    internal async Task<(AskedExplanation? Asked, Problem? Problem)> Read(IQueryCollection query, LeadRead read, Day today, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "asOf", "version");
        var active = await catalog.Active(cancellation);
        var ids = active.Select(static model => model.Id).ToArray();
        var modelId = reader.OneOf("model", ids) ?? (ids.Length == 1 ? ids[0] : null);
        var version = reader.Whole("version", 1, 999_999);
        var asOf = ReadDay(reader, today);
        if (reader.Problem is { } problem)
            return (null, problem);
        if (modelId is null)
            return (null, WhichModel(ids));

        var newest = active.First(model => model.Id == modelId);
        var scored = read.Models.GetValueOrDefault(modelId) is { Version: > 0 } row ? row.Version : newest.Version;
        var number = version ?? scored;
        return number == newest.Version || await store.Version(modelId, number, cancellation) is not null
            ? (new AskedExplanation(await catalog.Version(modelId, number, cancellation), asOf), null)
            : (null, NoVersion(modelId, number, newest.Version));
    }

    private static Day ReadDay(QueryReader reader, Day today)
    {
        if (reader.Text("asOf") is not { } text)
            return today;
        if (Day.TryParse(text, out var day) && day - today <= Evaluator.Horizon)
            return day;
        reader.Refuse("asOf", "'asOf' must be a day up to 400 days ahead.", $"Use a day such as {today}, at most {today.AddDays(Evaluator.Horizon)}.");
        return today;
    }

    private static Problem WhichModel(string[] ids) => ids.Length == 0
        ? Problem.BadRequest("LS-QUERY-003", "No model is published, so there is nothing to explain.", "Publish one with POST /api/v1/models/{model}/publish.")
        : Problem.BadRequest("LS-QUERY-003", "Several models are published; the query must name one.", $"Add ?model= with one of {string.Join(", ", ids)}.");

    private static Problem NoVersion(string modelId, int version, int newest) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{modelId}' has no version {version}.", $"Versions go from 1 to {newest}.");
}
