using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Comparing;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Publishing;

/// <summary>Publishes the draft of a model, or an old version again: nothing that is wrong, unchanged, not approved, or that nobody has counted.</summary>
public sealed class PublishHandler(
    ModelStore store, ModelCatalog catalog, ApprovalStore approvals, DraftChecks checks, PublishEffect effects, RebuildRequests rebuilds, AppOptions options, TimeProvider clock)
{
    /// <summary>Publishes the draft as the next version and starts the rebuild.</summary>
    public async Task<IActionResult> Publish(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (order, refusal) = await PublishOrder.ReadPublish(request, cancellation);
        if (order is null)
            return refusal!.ToResult();
        return await store.Draft(model, cancellation) is { } text
            ? await Publish(model, text, order, cancellation)
            : PublishProblems.NoDraft(model).ToResult();
    }

    /// <summary>Publishes the text of an old version as the next version and starts the rebuild. The draft stays as it is.</summary>
    public async Task<IActionResult> Rollback(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (order, refusal) = await PublishOrder.ReadRollback(request, cancellation);
        if (order is null)
            return refusal!.ToResult();
        var version = order.RollbackTo!.Value;
        if (await store.Version(model, version, cancellation) is not { } text)
        {
            var versions = await store.Versions(model, cancellation);
            return (versions.IsEmpty && await store.Draft(model, cancellation) is null ? PublishProblems.Unknown(model) : PublishProblems.NoVersion(model, version, versions.Length)).ToResult();
        }

        return ModelLoader.Load(text).Definition is null ? PublishProblems.Unreadable(version).ToResult() : await Publish(model, text, order, cancellation);
    }

    private async Task<IActionResult> Publish(string model, string text, PublishOrder order, CancellationToken cancellation)
    {
        var found = await checks.Check(text, null, cancellation);
        if (found.HasErrors)
            return ModelChecks.Refuse(found.Problems, order.RollbackTo is null ? "Fix the draft with PUT and publish again. Nothing was published." : "Correct the text of that version, save it as the draft and publish that. Nothing was published.").ToResult();

        var definition = found.Definition!;
        var live = await store.ActiveVersion(model, cancellation);
        var (liveText, liveDefinition) = live is { } number ? (await store.Version(model, number, cancellation), await Used(model, number, cancellation)) : default;
        // One from before the rules of today is another version when it is published again.
        if (live is { } same && liveText == text && await store.Published(model, same, cancellation) is { Semantics: ModelRows.CurrentSemantics })
            return PublishProblems.Unchanged(same).ToResult();
        var given = await approvals.Find(model, text, ModelsHandler.NeededApprovals(definition, liveDefinition), cancellation);
        if (given.Any(static approval => approval.By is null))
            return PublishProblems.NotApproved(given, model).ToResult();
        var (effect, refusal) = await effects.Find(model, text, definition, live, order.Confirm, cancellation);
        if (effect is null)
            return refusal!.ToResult();
        // Only now is it known whom the audience hides.
        if (effect.HiddenHandOffs is > 0 and var hidden)
            found = await checks.CheckTried(text, hidden, cancellation);

        ImmutableArray<string> changes = liveDefinition is null ? [] : [.. ModelDiff.Between(liveDefinition, definition).Select(static change => change.Text)];
        var version = await store.Publish(
            model,
            text,
            new PublishedVersion(0, order.Author, order.Reason, clock.GetUtcNow()) { Says = effect.Says, AtOnce = effect.AtOnce, PerWeek = effect.PerWeek, RollbackTo = order.RollbackTo, Changes = changes },
            cancellation);
        catalog.Forget();
        // Other processes may go on with the old version until their cache has run out.
        var delay = options.SingleProcess ? TimeSpan.Zero : ModelCatalog.Lifetime + TimeSpan.FromSeconds(5);
        await rebuilds.AskAll(model, delay);
        var answer = new PublishAnswer(version, $"/api/v1/models/{model}/rebuild", VersionNotes.For(definition, liveDefinition), effect.Says, effect.AtOnce, effect.PerWeek, live is null ? null : changes, ModelChecks.Findings(found.Problems));
        return new JsonResult<PublishAnswer>(answer, PublishingJson.Default.PublishAnswer, StatusCodes.Status202Accepted);
    }

    // As it is used, by the rules under which it was published; null for one that this app cannot read any more.
    private async Task<ModelDefinition?> Used(string model, int version, CancellationToken cancellation)
    {
        try
        {
            return (await catalog.Version(model, version, cancellation)).Model.Definition;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
