using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Models;

/// <summary>Checks a document as a publish does: it loads, and its golden leads come out as it says.</summary>
internal static class ModelChecks
{
    /// <summary>Everything found, in the document's order; the definition unless it does not load.</summary>
    public static (ModelDefinition? Definition, ImmutableArray<ModelProblem> Problems) Check(string text, Day today)
    {
        var loaded = ModelLoader.Load(text);
        if (loaded.Definition is not { } definition)
            return (null, loaded.Problems);

        var golden = GoldenLeads.Run(ScoringModel.Compile(definition), today).Where(result => result.Problem is not null).Select(result => result.Problem!);
        return (definition, [.. loaded.Problems.Concat(golden).OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)]);
    }

    /// <summary>The answer for a document that cannot be used.</summary>
    public static Problem Refuse(IReadOnlyCollection<ModelProblem> problems, string fix)
    {
        var errors = problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        return Problem.BadRequest(
            errors[0].Code,
            $"The model has {errors.Count} error{(errors.Count == 1 ? "" : "s")}; the first is at line {errors[0].At.Line}, column {errors[0].At.Column}: {errors[0].Message}",
            fix,
            [.. errors.Select(problem => new RequestError($"line {problem.At.Line}, column {problem.At.Column}", problem.Code, problem.Message, problem.Fix))]);
    }

    /// <summary>What is shown of a problem.</summary>
    public static FindingItem Finding(ModelProblem problem) => new(
        problem.At.Line,
        problem.At.Column,
        problem.Severity == ProblemSeverity.Error ? "error" : "warning",
        problem.Code,
        problem.Message,
        problem.Fix);
}
