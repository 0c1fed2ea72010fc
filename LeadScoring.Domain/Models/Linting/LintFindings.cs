using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Collects what lint finds.</summary>
internal sealed class LintFindings
{
    private readonly List<ModelProblem> _problems = [];

    public void Error(string code, SourcePosition at, string message, string fix) => Add(code, ProblemSeverity.Error, at, message, fix);

    public void Warn(string code, SourcePosition at, string message, string fix) => Add(code, ProblemSeverity.Warning, at, message, fix);

    /// <summary>By place, then code; the same finding at one place once.</summary>
    public ImmutableArray<ModelProblem> ByPosition() =>
    [
        .. _problems.Distinct()
            .OrderBy(static problem => problem.At.Line)
            .ThenBy(static problem => problem.At.Column)
            .ThenBy(static problem => problem.Code, StringComparer.Ordinal),
    ];

    private void Add(string code, ProblemSeverity severity, SourcePosition at, string message, string fix) =>
        _problems.Add(new ModelProblem(code, severity, at, message, fix));
}
