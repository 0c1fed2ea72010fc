namespace LeadScoring.Local.Files;

/// <summary>A command that cannot go on, said so that the reader can put it right.</summary>
/// <param name="code">Stable, with a page in docs/errors.</param>
/// <param name="problem">What is wrong, with the value and the place.</param>
/// <param name="fix">What to do about it.</param>
internal sealed class CommandException(string code, string problem, string fix, Exception? cause = null)
    : Exception($"{code} {problem}\n  fix: {fix}", cause)
{
    public string Code { get; } = code;
}
