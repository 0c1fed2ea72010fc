using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Storage;

/// <summary>The id of something kept: its day and the hash of its content.</summary>
internal readonly record struct RejectedId(string Day, string Hash)
{
    private const string DayForm = "yyyyMMdd";

    /// <summary>Reads an id as it is listed; null when the text is none.</summary>
    public static RejectedId? Parse(string text) =>
        text.Split('-') is [var day, var hash] && TryDay(day, DayForm) is not null && hash.Length == EventIds.Length && Base32Hex.IsEncoded(hash) ? new RejectedId(day, hash) : null;

    /// <summary>The key of a day.</summary>
    public static string DayOf(DateTimeOffset at) => at.UtcDateTime.ToString(DayForm, CultureInfo.InvariantCulture);

    /// <summary>The key of a day written as 2026-03-01; null when the text is none.</summary>
    public static string? DayOf(string text) => TryDay(text, "yyyy-MM-dd") is { } day ? day.ToString(DayForm, CultureInfo.InvariantCulture) : null;

    /// <summary>The key of the day before.</summary>
    public static string Before(string day) => TryDay(day, DayForm)!.Value.AddDays(-1).ToString(DayForm, CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => $"{Day}-{Hash}";

    private static DateOnly? TryDay(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1969 and < 9999 ? day : null;
}
