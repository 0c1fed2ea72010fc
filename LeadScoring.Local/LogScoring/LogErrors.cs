using System.Globalization;

using LeadScoring.Functions.Faults;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.LogScoring;

/// <summary>What can be wrong with a line, beside what can be wrong with an event.</summary>
internal static class LogErrors
{
    public static RequestError TooLong { get; } = new("", "LS-SCORE-009", "The line has more than 1 MiB.", "Write one event a line, each of at most 48 KiB.");

    public static RequestError NotJson(long column) => new("", "LS-EVENT-014", $"The line is not valid JSON; the error is at column {column}.", "Write one event a line, as complete JSON in UTF-8.");

    /// <summary>No line of a log can be used.</summary>
    /// <param name="name">What the log is called.</param>
    /// <param name="refused">Its lines; none when it is empty.</param>
    public static StartException NoEvent(string name, IReadOnlyList<RefusedLine> refused) => new(
        "LS-SCORE-005",
        $"{name} has no event that can be used.{(refused.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $" The first line refused is {refused[0].Line}: {refused[0].Error.Code} {refused[0].Error.Detail}") : "")}",
        "Write one event a line, such as { \"type\": \"page.viewed\", \"lead\": { \"email\": \"ann@acme.example\" } }.");

    /// <summary>A refused line for people.</summary>
    public static string Text(RefusedLine line) => string.Create(CultureInfo.InvariantCulture, $"line {line.Line}: {line.Error.Code} {line.Error.Detail}\n  fix: {line.Error.Fix}");
}
