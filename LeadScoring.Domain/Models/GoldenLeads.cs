using System.Collections.Immutable;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Models;

/// <summary>Runs the example leads of a model (its <c>tests</c>).</summary>
public static class GoldenLeads
{
    /// <summary>Evaluates every golden lead as of a day; their events count back from it.</summary>
    public static ImmutableArray<GoldenResult> Run(ScoringModel model, Day today) => throw new InvalidOperationException(today.ToString() + model);
}

/// <summary>How a golden lead came out.</summary>
/// <param name="Name">Of the lead.</param>
/// <param name="Figures">Each expected figure with the actual one.</param>
/// <param name="At">Where its expectation stands.</param>
/// <param name="Problem">An error that refuses a publish; null when it passed.</param>
public sealed record GoldenResult(string Name, ImmutableArray<GoldenFigure> Figures, SourcePosition At, ModelProblem? Problem)
{
    public bool Passed => Problem is null;
}

/// <summary>One expectation.</summary>
/// <param name="Name">E.g. <c>grade</c>, <c>category.content</c>.</param>
public sealed record GoldenFigure(string Name, string Expected, string Actual)
{
    public bool Passed => Expected == Actual;
}
