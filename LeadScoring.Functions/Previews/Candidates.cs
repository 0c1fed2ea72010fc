using System.Collections.Concurrent;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Functions.Previews;

/// <summary>Documents that are tried, compiled: the buckets of a preview share one.</summary>
public sealed class Candidates
{
    private const int MostKept = 4;

    private readonly ConcurrentDictionary<string, VersionedModel> _compiled = new(StringComparer.Ordinal);

    /// <summary>What is tried, as the version that would come next.</summary>
    public VersionedModel Of(PreviewRun run)
    {
        if (_compiled.Count >= MostKept && !_compiled.ContainsKey(run.Id))
            _compiled.Clear();
        return _compiled.GetOrAdd(run.Id, static (_, run) => Compile(run.Model, ModelLoader.Load(run.Text).Definition ?? throw new InvalidOperationException($"The document of the preview {run.Id} cannot be read."), run.Base), run);
    }

    /// <summary>A document as the version that would come next.</summary>
    /// <param name="model">Its id.</param>
    /// <param name="definition">The document.</param>
    /// <param name="base">The live version; 0 for none.</param>
    public static VersionedModel Compile(string model, ModelDefinition definition, int @base) => new(model, @base + 1, ScoringModel.Compile(definition));
}
