using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Previews;

namespace LeadScoring.Functions.Previews;

/// <summary>What computations of previews have found.</summary>
public sealed class PreviewResults(PreviewStore previews, TimeProvider clock)
{
    /// <summary>A result is good for this long: leads go on moving.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    /// <summary>How far a computation is.</summary>
    internal async Task<PreviewResult> Read(PreviewRun run, CancellationToken cancellation)
    {
        var parts = await previews.Parts(run, cancellation);
        return new PreviewResult(parts, PreviewFigures.Sum([.. parts.Select(static part => part.Figures)]), parts.Count(static part => part.IsDone) == run.Buckets);
    }

    /// <summary>Whether a result of it is good.</summary>
    internal bool IsFresh(PreviewRun run) => clock.GetUtcNow() - run.StartedAt < Fresh;

    /// <summary>What a fresh preview over all leads says of a text; null where there is none.</summary>
    /// <param name="model">Id of the model.</param>
    /// <param name="text">The document.</param>
    /// <param name="live">The version that is live; 0 for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<PreviewFigures?> Known(string model, string text, int live, CancellationToken cancellation) =>
        await previews.Find(PreviewRun.IdOf(model, text, live, LeadIds.Buckets), cancellation) is { } run && IsFresh(run) && await Read(run, cancellation) is { IsDone: true } result ? result.Figures : null;
}

/// <summary>How far a computation is.</summary>
/// <param name="Parts">Those that have begun.</param>
/// <param name="Figures">All parts together.</param>
/// <param name="IsDone">All parts are done.</param>
internal sealed record PreviewResult(ImmutableArray<PreviewPart> Parts, PreviewFigures Figures, bool IsDone)
{
    /// <summary>How many parts are done.</summary>
    public int BucketsDone => Parts.Count(static part => part.IsDone);
}
