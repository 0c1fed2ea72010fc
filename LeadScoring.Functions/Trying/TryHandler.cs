using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Trying;

/// <summary>Answers <c>POST /api/v1/models/{model}/try</c>: a posted document, a version or the draft, with a lead that is not in the system. Reads models and writes nothing.</summary>
public sealed class TryHandler(ModelStore store, ModelCatalog catalog, TimeProvider clock)
{
    private const int BodyBytes = 1024 * 1024;

    /// <summary>The figures of the lead with all that explains them, and what would be decided.</summary>
    public async Task<IActionResult> Handle(string model, HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var now = clock.GetUtcNow();
        var (order, errors) = TryReader.Read(body, now);
        if (order is null)
            return TryErrors.Refuse(errors).ToResult();
        var (tried, problem) = await Find(model, order, cancellation);
        if (tried is null)
            return problem!.ToResult();

        if (UnknownRules(tried.Model, order) is { Count: > 0 } unknown)
            return TryErrors.Refuse(unknown).ToResult();
        var asOf = order.AsOf ?? tried.Model.Zone.DayOf(now);
        var lead = TriedLead.From(order, tried.Model, asOf, asOf);
        var decisions = GoldenDecisions.Of(tried.Model, lead.Lead.Signals, lead.Lead.Profile, lead.Events, asOf);
        var answer = Explanations.Of(null, tried, lead.Lead, asOf, lead.Evidence) with { Decisions = decisions, Curve = order.Days is { } days ? TriedCurve.Of(order, tried, asOf, days) : null };
        return new JsonResult<ExplanationAnswer>(answer, ExplanationsJson.Default.ExplanationAnswer);
    }

    private static List<RequestError> UnknownRules(ScoringModel model, TryOrder order)
    {
        var known = model.Definition.Rules.Select(static rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        return [.. order.Rules.Index().Where(named => !known.Contains(named.Item)).Select(named => TryErrors.UnknownRule(named.Index, named.Item, NearestName.In(known, named.Item)))];
    }

    private async Task<(VersionedModel? Model, Problem? Problem)> Find(string model, TryOrder order, CancellationToken cancellation)
    {
        if (order.Yaml is { } yaml)
            return Compile(model, yaml, static problems => ModelChecks.Refuse(problems, "Fix the places below and send it again."));
        var active = await store.ActiveVersion(model, cancellation);
        if (order.Version is { } version)
        {
            return await store.Version(model, version, cancellation) is null
                ? (null, Problem.NotFound("LS-PUBLISH-404", $"The model '{model}' has no version {version}.", active is null ? "It was never published." : $"Versions go from 1 to {active}."))
                : await Published(model, version, cancellation);
        }

        if (await store.Draft(model, cancellation) is { } draft)
            return Compile(model, draft, _ => TryErrors.Broken(model));
        return active is { } number
            ? await Published(model, number, cancellation)
            : (null, Problem.NotFound("LS-PUBLISH-404", $"The model '{model}' does not exist.", "Use one of GET /api/v1/models, or send a document as \"yaml\"."));
    }

    private async Task<(VersionedModel?, Problem?)> Published(string model, int version, CancellationToken cancellation) =>
        await catalog.FindReadable(model, version, cancellation) is { } published ? (published, null) : (null, TryErrors.Broken(model));

    // Golden leads are not run: a trial shows what this lead gets, not whether the document may be published.
    private static (VersionedModel?, Problem?) Compile(string model, string text, Func<IReadOnlyCollection<Domain.Models.ModelProblem>, Problem> refuse)
    {
        var loaded = ModelLoader.Load(text);
        if (loaded.Definition is not { } definition)
            return (null, refuse(loaded.Problems));
        return definition.Id == model ? (new VersionedModel(model, 0, ScoringModel.Compile(definition)), null) : (null, TryErrors.OtherModel(model, definition.Id));
    }
}
