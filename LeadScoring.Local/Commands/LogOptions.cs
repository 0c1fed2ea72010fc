using System.CommandLine;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Commands;

/// <summary>What the commands that read a file of events share.</summary>
internal static class LogOptions
{
    public static Option<string> Model() => new("--model") { Description = "The file of the model, in YAML.", Required = true };

    public static Option<string> Events() => new("--events") { Description = "The file of events, one a line, as POST /api/v1/events takes them; - reads standard input.", Required = true };

    public static Option<string?> AsOf() => new("--as-of") { Description = "The day of which the figures are, such as 2026-03-01; later events do not count. Without it, today in the model's time zone." };

    /// <summary>The day that was typed, else today.</summary>
    /// <exception cref="StartException">It is not a day.</exception>
    public static Day DayOf(string? text, ScoringModel model, TimeProvider clock) => text is null ? model.Zone.DayOf(clock.GetUtcNow())
        : Day.TryParse(text, out var day) && day.Number is > 0 and < 2_000_000 ? day
        : throw new StartException("LS-SCORE-007", $"'{text}' is not a day.", "Write it as 2026-03-01.");
}
