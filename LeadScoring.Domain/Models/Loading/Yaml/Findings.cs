using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Collects what is wrong while a document is read; reading goes on, so that all of it is reported at once.</summary>
internal sealed class Findings
{
    private const int LongestQuote = 60;
    private readonly List<ModelProblem> _problems = [];

    public void Add(string code, SourcePosition at, string message, string fix) =>
        _problems.Add(new ModelProblem(code, ProblemSeverity.Error, at, message, fix));

    /// <summary>By line, then column, then code.</summary>
    public ImmutableArray<ModelProblem> ByPosition() =>
    [
        .. _problems
            .OrderBy(static problem => problem.At.Line)
            .ThenBy(static problem => problem.At.Column)
            .ThenBy(static problem => problem.Code, StringComparer.Ordinal),
    ];

    /// <summary>The offending text in quotes, on one line, cut to what fits in a message.</summary>
    public static string Quote(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= LongestQuote)
            return $"'{line}'";
        // Never between the two halves of a surrogate pair.
        var end = char.IsHighSurrogate(line[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return $"'{line[..end]}...'";
    }
}
