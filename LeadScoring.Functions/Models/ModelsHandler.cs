using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Models;

/// <summary>Answers the routes under <c>/api/v1/models</c>.</summary>
public sealed class ModelsHandler(
    ModelStore store, DraftStore drafts, ModelCatalog catalog, ApprovalStore approvals, RebuildRequests rebuilds, LeadStore leads, LeadAddress address, TimeProvider clock)
{
    /// <summary>All models.</summary>
    public async Task<IActionResult> List(IQueryCollection query, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "rules");
        var withRules = reader.Truth("rules") ?? false;
        if (reader.Problem is { } problem)
            return problem.ToResult();
        var items = new List<ModelItem>();
        foreach (var id in await store.Ids(cancellation))
        {
            var draft = await store.Draft(id, cancellation);
            var version = await store.ActiveVersion(id, cancellation);
            var active = version is { } number ? await store.Version(id, number, cancellation) : null;
            var model = version is { } published ? await catalog.FindReadable(id, published, cancellation) : null;
            var definition = version is null ? ModelLoader.Load(draft ?? "").Definition : model?.Model.Definition;
            var review = definition is { ReviewEveryDays: not null } && version is { } live && await store.Published(id, live, cancellation) is { } note ? ReviewDate.Of(definition, note.At, clock.GetUtcNow()) : null;
            items.Add(new ModelItem(id, definition?.Title ?? id, version, draft is not null && draft != active, definition?.TimeZone.Id, review?.On, review?.IsDue, model is null ? null : Outlines.Of(model.Model, withRules)));
        }

        return Ok(new ModelList(items), ModelsJson.Default.ModelList);
    }

    /// <summary>One model: its draft, else its active version; or the version asked for with <c>?version=</c>.</summary>
    public async Task<IActionResult> Get(string model, string? versionText, CancellationToken cancellation)
    {
        var active = await store.ActiveVersion(model, cancellation);
        var versions = await store.Versions(model, cancellation);
        var draft = versionText is null ? await drafts.Find(model, cancellation) : null;
        var number = active;
        if (versionText is not null)
        {
            if (!int.TryParse(versionText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
                return NoVersion(model, versionText, versions.Length).ToResult();
            number = asked;
        }

        var live = number is { } version ? await store.Version(model, version, cancellation) : null;
        var text = draft?.Text ?? live;
        if (text is null)
            return (versionText is null ? Unknown(model) : NoVersion(model, versionText, versions.Length)).ToResult();
        var definition = ModelLoader.Load(text).Definition;
        var needed = definition is null ? [] : NeededApprovals(definition, live is null || live == text ? null : ModelLoader.Load(live).Definition);
        var given = await approvals.Find(model, text, needed, cancellation);
        // A draft that says what the active version does is none.
        var differing = draft?.Text == live ? null : draft;
        var answer = new ModelAnswer(
            model,
            active,
            differing is not null,
            text,
            [.. versions.Select(v => new VersionItem(v.Version, v.Author, v.Reason, v.At))],
            definition?.TimeZone.Id,
            ModelHash.Of(text),
            given.IsEmpty ? null : given,
            differing?.By,
            differing?.At,
            definition is null ? null : Outlines.Of(ScoringModel.Compile(definition), withRules: true));
        return Ok(answer, ModelsJson.Default.ModelAnswer, text);
    }

    /// <summary>Whose approval a publish needs: those that the document names, and those that the live version names, which a draft cannot take away by itself.</summary>
    internal static ImmutableArray<RuleOwner> NeededApprovals(ModelDefinition next, ModelDefinition? live) => [.. next.Approvals.Union(live?.Approvals ?? []).Order()];

    /// <summary>Progress of the rebuild for the active version.</summary>
    public async Task<IActionResult> Progress(string model, CancellationToken cancellation)
    {
        if (await store.ActiveVersion(model, cancellation) is not { } version)
            return Unknown(model).ToResult();

        var buckets = (await store.Progress(model, cancellation)).Where(bucket => bucket.Version == version).ToList();
        var done = buckets.Count(bucket => bucket.IsDone);
        var state = done == LeadIds.Buckets ? "done" : "running";
        return Ok(new RebuildAnswer(version, state, done, LeadIds.Buckets, buckets.Sum(bucket => bucket.Leads)), ModelsJson.Default.RebuildAnswer);
    }

    /// <summary>Rebuilds one lead, named by its id or e-mail address, under every active model.</summary>
    public async Task<IActionResult> RebuildLead(string lead, CancellationToken cancellation)
    {
        if (address.IdOf(lead) is not { } leadId || await leads.ReadReadable(leadId, cancellation) is not { State.ErasedAt: null } read)
            return LeadAddress.Unknown.ToResult();

        // What is in them is computed from the log.
        await leads.Delete(leadId, read.Broken.Select(static row => row.RowKey).Where(static row => row.StartsWith(RowKeys.ModelPrefix, StringComparison.Ordinal)), cancellation);
        foreach (var model in await catalog.Active(cancellation))
            await rebuilds.Ask(model.Id, leadId, cancellation);
        return new StatusCodeResult(StatusCodes.Status202Accepted);
    }

    private static JsonResult<T> Ok<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string? document = null) =>
        new(value, type) { Tag = document is null ? null : DraftCondition.TagOf(document) };

    private static Problem Unknown(string model) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{model}' does not exist.", "Use one of GET /api/v1/models, or create it with PUT.");

    private static Problem NoVersion(string model, string version, int versions) => Problem.NotFound(
        "LS-PUBLISH-404", $"The model '{model}' has no version '{version}'.", versions == 0 ? "It was never published." : $"Versions go from 1 to {versions}.");
}
