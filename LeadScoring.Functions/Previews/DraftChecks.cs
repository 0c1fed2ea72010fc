using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Previews;

/// <summary>Checks documents with all that the app knows about their models: the one way for every route, so that none finds less than another.</summary>
public sealed class DraftChecks(ModelStore store, PreviewResults previews, TimeProvider clock)
{
    /// <summary>Checks a document. Whom its audience hides is known where a fresh preview of it has counted them.</summary>
    /// <param name="text">The document.</param>
    /// <param name="vocabulary">Which names exist; null = those that the product knows.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<CheckedModel> Check(string text, Vocabulary? vocabulary, CancellationToken cancellation)
    {
        var loaded = ModelLoader.Load(text);
        if (loaded.Definition is not { } definition)
            return Check(loaded, vocabulary, LintContext.Unknown);
        var live = await store.ActiveVersion(definition.Id, cancellation);
        var known = await previews.Known(definition.Id, text, live ?? 0, cancellation);
        return Check(loaded, vocabulary, await Context(definition, live, known?.HiddenHandOffs, cancellation));
    }

    /// <summary>Checks a document that was tried on the leads.</summary>
    /// <param name="text">The document.</param>
    /// <param name="hiddenHandOffs">How many open hand-offs its audience hides; null = not known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<CheckedModel> CheckTried(string text, int? hiddenHandOffs, CancellationToken cancellation)
    {
        var loaded = ModelLoader.Load(text);
        return Check(loaded, null, loaded.Definition is { } definition ? await Context(definition, await store.ActiveVersion(definition.Id, cancellation), hiddenHandOffs, cancellation) : LintContext.Unknown);
    }

    private async Task<LintContext> Context(ModelDefinition definition, int? live, int? hiddenHandOffs, CancellationToken cancellation) => new()
    {
        IsFirstPublish = live is null,
        PublishedAt = live is { } version ? (await store.Published(definition.Id, version, cancellation))?.At : null,
        // Asked for only by a document that names some.
        Models = definition.Audience.Models.IsEmpty ? null : await store.Ids(cancellation),
        HiddenHandOffs = hiddenHandOffs ?? 0,
    };

    private CheckedModel Check(ModelLoadResult loaded, Vocabulary? vocabulary, LintContext context) => ModelChecks.Check(loaded, clock.GetUtcNow(), vocabulary ?? Vocabulary.BuiltIn, context);
}
