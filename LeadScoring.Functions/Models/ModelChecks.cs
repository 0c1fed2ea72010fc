using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Models;

/// <summary>Checks a document as a publish does: it loads, lint finds no error, and its golden leads come out as it says.</summary>
internal static class ModelChecks
{
    /// <summary>Checks a document.</summary>
    /// <param name="loaded">The document, read.</param>
    /// <param name="now">The time of the check: golden leads are evaluated as of its day.</param>
    /// <param name="vocabulary">Which names exist.</param>
    /// <param name="context">What is known besides.</param>
    public static CheckedModel Check(ModelLoadResult loaded, DateTimeOffset now, Vocabulary vocabulary, LintContext context)
    {
        if (loaded.Definition is not { } definition)
            return new CheckedModel(null, null, [], loaded.Problems);

        var model = ScoringModel.Compile(definition);
        var golden = GoldenLeads.Run(model, definition.TimeZone.DayOf(now));
        var lint = ModelLint.Check(definition, model, vocabulary, context with { Now = now });
        return new CheckedModel(definition, model, golden, [.. loaded.Problems.Concat(golden.Select(static result => result.Problem).OfType<ModelProblem>()).Concat(lint).OrderBy(static problem => problem.At.Line).ThenBy(static problem => problem.At.Column)]);
    }

    /// <summary>The answer for a document that cannot be used.</summary>
    public static Problem Refuse(IReadOnlyCollection<ModelProblem> problems, string fix)
    {
        var errors = problems.Where(static problem => problem.Severity == ProblemSeverity.Error).ToList();
        var problem = Problem.BadRequest(
            errors[0].Code,
            $"The model has {errors.Count} error{(errors.Count == 1 ? "" : "s")}; the first is at line {errors[0].At.Line}, column {errors[0].At.Column}: {errors[0].Message}",
            fix,
            [.. errors.Select(static error => new RequestError($"line {error.At.Line}, column {error.At.Column}", error.Code, error.Message, error.Fix))]);
        return problem with { Findings = Findings(problems) };
    }

    /// <summary>What is shown of problems.</summary>
    public static IReadOnlyList<FindingItem> Findings(IEnumerable<ModelProblem> problems) =>
        [.. problems.Select(static problem => new FindingItem(problem.At.Line, problem.At.Column, problem.Severity == ProblemSeverity.Error ? "error" : "warning", problem.Code, problem.Message, problem.Fix))];
}

/// <summary>A document that was checked.</summary>
/// <param name="Definition">The model; null when it does not load.</param>
/// <param name="Model">The same, compiled.</param>
/// <param name="Golden">How its golden leads came out.</param>
/// <param name="Problems">Everything found, in the document's order.</param>
internal sealed record CheckedModel(ModelDefinition? Definition, ScoringModel? Model, ImmutableArray<GoldenResult> Golden, ImmutableArray<ModelProblem> Problems)
{
    /// <summary>Whether a publish refuses it.</summary>
    public bool HasErrors => Problems.Any(static problem => problem.Severity == ProblemSeverity.Error);
}
