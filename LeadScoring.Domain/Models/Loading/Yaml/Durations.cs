using System.Globalization;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Reads durations: whole days <c>90d</c> and weeks <c>2w</c>; response times also hours <c>4h</c>.</summary>
internal static class Durations
{
    // A century: longer than any log, and short enough that no sum of days leaves 32 bits.
    private const int MostDays = 36_500;

    /// <summary>Whole days, from 0 on.</summary>
    public static int? Days(this Findings findings, Node? node, string key) =>
        findings.Hours(node, key, allowHours: false) / 24;

    /// <summary>Whole days, at least one.</summary>
    public static int? DaysFromOne(this Findings findings, Node? node, string key)
    {
        var days = findings.Days(node, key);
        if (days is not 0)
            return days;
        findings.Add(Codes.DurationTooShort, node!.At, $"'{key}' must be at least one day.", $"Write '{key}: 1d' or more.");
        return null;
    }

    /// <summary>A response time.</summary>
    public static TimeSpan? Time(this Findings findings, Node? node, string key) =>
        findings.Hours(node, key, allowHours: true) is { } hours ? TimeSpan.FromHours(hours) : null;

    private static int? Hours(this Findings findings, Node? node, string key, bool allowHours)
    {
        if (findings.Text(node, key) is not { } text)
            return null;
        var unit = text[^1] switch { 'h' when allowHours => 1, 'd' => 24, 'w' => 7 * 24, _ => 0 };
        if (unit > 0 && TryDigits(text.AsSpan(0, text.Length - 1), out var count) && count <= MostDays * 24L / unit)
            return (int)(count * unit);
        findings.Add(Codes.Duration, node!.At, $"{Findings.Quote(text)} is not a duration; '{key}' must be {Shape(allowHours)}.", Fix(text, key, allowHours));
        return null;
    }

    private static string Shape(bool allowHours) =>
        $"whole {(allowHours ? "hours, " : "")}days or weeks, up to {MostDays.ToString(CultureInfo.InvariantCulture)} days";

    private static string Fix(string text, string key, bool allowHours) => TryDigits(text, out _)
        ? $"Write '{key}: {text}d' for days."
        : $"Write '{key}: 30d' or '{key}: 2w'{(allowHours ? $" or '{key}: 4h'" : "")}.";

    private static bool TryDigits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
