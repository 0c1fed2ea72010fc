using LeadScoring.Functions.Faults;

namespace LeadScoring.Local.LogScoring;

/// <summary>What can be wrong with a line, beside what can be wrong with an event.</summary>
internal static class LogErrors
{
    public static RequestError TooLong { get; } = new("", "LS-SCORE-009", "The line has more than 1 MiB.", "Write one event a line, each of at most 48 KiB.");

    public static RequestError NotJson(long column) => new("", "LS-EVENT-014", $"The line is not valid JSON; the error is at column {column}.", "Write one event a line, as complete JSON in UTF-8.");
}
