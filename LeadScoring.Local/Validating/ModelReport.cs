using System.Collections.Immutable;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Functions.Models;

namespace LeadScoring.Local.Validating;

/// <summary>What was found in one document.</summary>
/// <param name="File">Its name.</param>
/// <param name="Model">Its id; null when it does not load.</param>
/// <param name="Problems">Errors and warnings, by place.</param>
/// <param name="Golden">How its golden leads came out.</param>
/// <param name="Witnesses">Made-up leads for its routes and grades, where they were asked for.</param>
internal sealed record ModelReport(string File, string? Model, ImmutableArray<ModelProblem> Problems, ImmutableArray<GoldenResult> Golden, ImmutableArray<Witness> Witnesses)
{
    public int Errors => Problems.Count(static problem => problem.Severity == ProblemSeverity.Error);

    public int Warnings => Problems.Length - Errors;

    /// <summary>Checks a document as a publish does.</summary>
    /// <param name="file">The document.</param>
    /// <param name="now">Golden leads are evaluated as of its day.</param>
    /// <param name="vocabulary">Which names exist.</param>
    /// <param name="contextOf">What is known of a model besides its document.</param>
    /// <param name="findWitnesses">Whether leads are made up that reach its routes and grades.</param>
    public static async Task<ModelReport> Make(ModelFile file, DateTimeOffset now, Vocabulary vocabulary, Func<ModelDefinition, Task<LintContext>> contextOf, bool findWitnesses)
    {
        if (file.Text is not { } text)
            return new ModelReport(file.Name, null, [file.Problem!], [], []);
        var loaded = ModelLoader.Load(text);
        var found = ModelChecks.Check(loaded, now, vocabulary, loaded.Definition is { } definition ? await contextOf(definition) : LintContext.Unknown);
        return new ModelReport(file.Name, found.Definition?.Id, found.Problems, found.Golden, findWitnesses && found.Model is { } model ? ModelLint.FindWitnesses(model, model.Zone.DayOf(now)) : []);
    }

    /// <summary><c>file:line:column severity code message fix</c>.</summary>
    public string Line(ModelProblem problem) => $"{File}:{problem.At.Line}:{problem.At.Column} {SeverityOf(problem)} {problem.Code} {problem.Message} {problem.Fix}";

    /// <summary>For scripts.</summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject
        {
            ["file"] = File,
            ["model"] = Model,
            ["findings"] = new JsonArray([.. Problems.Select(static problem => (JsonNode)new JsonObject
            {
                ["line"] = problem.At.Line,
                ["column"] = problem.At.Column,
                ["severity"] = SeverityOf(problem),
                ["code"] = problem.Code,
                ["detail"] = problem.Message,
                ["fix"] = problem.Fix,
            })]),
            ["goldenLeads"] = new JsonArray([.. Golden.Select(static result => (JsonNode)new JsonObject
            {
                ["lead"] = result.Name,
                ["passed"] = result.Passed,
                ["figures"] = new JsonArray([.. result.Figures.Select(static figure => (JsonNode)new JsonObject { ["name"] = figure.Name, ["expected"] = figure.Expected, ["actual"] = figure.Actual, ["passed"] = figure.Passed })]),
            })]),
        };
        if (!Witnesses.IsEmpty)
            report["witnesses"] = new JsonArray([.. Witnesses.Select(static witness => (JsonNode)new JsonObject { ["goal"] = witness.Goal, ["goldenLead"] = witness.Lead is null ? null : witness.ToYaml() })]);
        return report;
    }

    private static string SeverityOf(ModelProblem problem) => problem.Severity == ProblemSeverity.Error ? "error" : "warning";
}
