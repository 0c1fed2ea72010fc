using System.Collections.Concurrent;

using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Scoring;

/// <summary>A published version of a model, compiled, with evaluators to borrow: an evaluator serves one thread at a time.</summary>
public sealed class VersionedModel(string id, int version, ScoringModel model)
{
    private readonly ConcurrentBag<Workbench> _idle = [];

    public string Id => id;

    /// <summary>1, 2, ...</summary>
    public int Version => version;

    public ScoringModel Model => model;

    /// <summary>Borrows an evaluator with its scorecard; give it back with <see cref="Workbench.Dispose"/>.</summary>
    public Workbench Borrow() => _idle.TryTake(out var idle) ? idle : new Workbench(this);

    /// <summary>What one evaluation needs at a time.</summary>
    public sealed class Workbench(VersionedModel owner) : IDisposable
    {
        public Evaluator Evaluator { get; } = new(owner.Model);

        /// <summary>For questions asked while <see cref="Evaluator"/> is in the middle of a forecast.</summary>
        public Evaluator Second { get; } = new(owner.Model);

        public Scorecard Card { get; } = new(owner.Model);

        public void Dispose() => owner._idle.Add(this);
    }
}
