using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Finds the model of a question about one lead, and the day that is today for it.</summary>
public sealed class ModelOfLead(ModelCatalog catalog, ModelStore store, TimeProvider clock)
{
    /// <summary>The model that <c>model</c> names, or the only one; or what is wrong with the query.</summary>
    /// <param name="reader">Of the query, whose other parameters are read already.</param>
    /// <param name="read">The lead.</param>
    /// <param name="version">The version asked for; null for the one by which the lead is scored.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<(VersionedModel? Model, Problem? Problem)> Read(QueryReader reader, LeadRead read, int? version, CancellationToken cancellation)
    {
        var active = await catalog.Active(cancellation);
        var ids = active.Select(static model => model.Id).ToArray();
        var modelId = reader.OneOf("model", ids) ?? (ids.Length == 1 ? ids[0] : null);
        if (reader.Problem is { } problem)
            return (null, problem);
        if (modelId is null)
            return (null, WhichModel(ids));

        var newest = active.First(model => model.Id == modelId);
        var scored = read.Models.GetValueOrDefault(modelId) is { Version: > 0 } row ? row.Version : newest.Version;
        var number = version ?? scored;
        if (number != newest.Version && await store.Version(modelId, number, cancellation) is null)
            return (null, NoVersion(modelId, number, newest.Version));
        return (await catalog.Version(modelId, number, cancellation), null);
    }

    /// <summary>Today in the model's time zone, or the day of the lead's newest event, where a clock runs ahead.</summary>
    internal Day Today(VersionedModel model, LeadState? state) => clock.GetUtcNow() is var now && state is { Seq: > 0 } && state.NewestAt > now
        ? model.Model.Zone.DayOf(state.NewestAt)
        : model.Model.Zone.DayOf(now);

    private static Problem WhichModel(string[] ids) => ids.Length == 0
        ? Problem.BadRequest("LS-QUERY-003", "No model is published, so there is nothing to explain.", "Publish one with POST /api/v1/models/{model}/publish.")
        : Problem.BadRequest("LS-QUERY-003", "Several models are published; the query must name one.", $"Add ?model= with one of {string.Join(", ", ids)}.");

    private static Problem NoVersion(string modelId, int version, int newest) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{modelId}' has no version {version}.", $"Versions go from 1 to {newest}.");
}
