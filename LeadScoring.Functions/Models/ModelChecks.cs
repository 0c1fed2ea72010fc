using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Models;

/// <summary>Checks a document as a publish does: it loads, lint finds no error, and its golden leads come out as it says.</summary>
internal static class ModelChecks
{
    private const string UnknownAudience = "LS-AUDIENCE-001";

    // A fix names some of many.
    private const int MostNamed = 10;

    /// <summary>Everything found, in the document's order; the definition unless it does not load.</summary>
    /// <param name="text">The document.</param>
    /// <param name="now">Golden leads are evaluated as of its day.</param>
    /// <param name="vocabulary">Which names exist; null = those that the product knows.</param>
    /// <param name="context">What is known of the model's versions and leads; null = nothing.</param>
    public static (ModelDefinition? Definition, ImmutableArray<ModelProblem> Problems) Check(string text, DateTimeOffset now, Vocabulary? vocabulary = null, LintContext? context = null)
    {
        var loaded = ModelLoader.Load(text);
        if (loaded.Definition is not { } definition)
            return (null, loaded.Problems);

        var model = ScoringModel.Compile(definition);
        var today = definition.TimeZone.DayOf(now);
        var golden = GoldenLeads.Run(model, today).Where(result => result.Problem is not null).Select(result => result.Problem!);
        var lint = ModelLint.Check(definition, model, vocabulary ?? Vocabulary.BuiltIn, (context ?? LintContext.Unknown) with { Today = today });
        return (definition, [.. loaded.Problems.Concat(golden).Concat(lint).OrderBy(problem => problem.At.Line).ThenBy(problem => problem.At.Column)]);
    }

    /// <summary>Models that the audience names and that nobody has saved or published: it would wait for deals that cannot come. A warning, since they may come later.</summary>
    /// <param name="definition">The document.</param>
    /// <param name="ids">Ids of all models.</param>
    public static IEnumerable<ModelProblem> UnknownModels(ModelDefinition definition, IReadOnlyCollection<string> ids) => definition.Audience.Models
        .Where(model => model != definition.Id && !ids.Contains(model, StringComparer.Ordinal))
        .Select(model => new ModelProblem(
            UnknownAudience,
            ProblemSeverity.Warning,
            definition.Audience.At,
            $"The audience names the model '{model}', which does not exist.",
            Nearest(model, ids) is { } meant ? $"Write '{meant}'." : ids.Count == 0 ? "Save that model, or take it out." : $"Use one of {string.Join(", ", ids.Order(StringComparer.Ordinal).Take(MostNamed))}, or save that model first."));

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

    /// <summary>The name that was probably meant; null when none is near.</summary>
    public static string? Nearest(string wrong, IReadOnlyCollection<string> names) => names
        .Select(name => (Name: name, Distance: EditDistance.Between(wrong, name, EditDistance.Near(name)))).Where(static entry => entry.Distance < int.MaxValue)
        .OrderBy(static entry => entry.Distance).ThenBy(static entry => entry.Name, StringComparer.Ordinal).Select(static entry => entry.Name).FirstOrDefault();

    /// <summary>What is shown of a problem.</summary>
    public static FindingItem Finding(ModelProblem problem) => new(
        problem.At.Line,
        problem.At.Column,
        problem.Severity == ProblemSeverity.Error ? "error" : "warning",
        problem.Code,
        problem.Message,
        problem.Fix);
}
