namespace LeadScoring.Domain.Models;

/// <summary>Something wrong, or doubtful, in a model document: what, where, and how to mend it.</summary>
/// <param name="Code">Stable, e.g. <c>LS-MODEL-012</c>; each has a page under docs/errors.</param>
/// <param name="Severity">Errors stop a publish.</param>
/// <param name="At">Line and column of the first character concerned.</param>
/// <param name="Message">What is wrong, with the offending text.</param>
/// <param name="Fix">What to write instead, with the nearest valid name when one is close.</param>
public sealed record ModelProblem(string Code, ProblemSeverity Severity, SourcePosition At, string Message, string Fix)
{
    /// <summary><c>line:column code message fix</c>, as compilers print it.</summary>
    public override string ToString() => $"{At.Line}:{At.Column} {Code} {Message} {Fix}";
}

/// <summary>How grave a problem is.</summary>
public enum ProblemSeverity
{
    Warning,
    Error,
}
