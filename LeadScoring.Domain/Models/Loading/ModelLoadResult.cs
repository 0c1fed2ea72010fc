using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Loading;

/// <summary>What became of a model document.</summary>
/// <param name="Definition">The model; null exactly when there is a problem of severity <see cref="ProblemSeverity.Error"/>.</param>
/// <param name="Problems">All that is wrong, by position.</param>
public sealed record ModelLoadResult(ModelDefinition? Definition, ImmutableArray<ModelProblem> Problems);
