using System.Globalization;

namespace LeadScoring.Domain.Values;

/// <summary>Dates as text: <c>yyyy-MM-dd</c>, or that with a time of day (ISO 8601; UTC when it names no offset).</summary>
internal static class DateText
{
    /// <summary>Reads trimmed text to its UTC day; false when it is not a date.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Day day) => TryParse(text, DayZone.Utc, out day);

    /// <summary>Reads trimmed text to its UTC day, also a date as people write it where that is asked for; false when it is not a date or may be more than one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, bool readsWritten, out Day day) => TryParse(text, DayZone.Utc, readsWritten, out day);

    /// <summary>Reads trimmed text to its day, also a date as people write it where that is asked for; false when it is not a date or may be more than one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, DayZone zone, bool readsWritten, out Day day) =>
        TryParse(text, zone, out day) || (readsWritten && WrittenDate.TryRead(text, out day));

    /// <summary>Reads trimmed text to its day; false when it is not a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">Says in which day a time lies; a date without a time is that day in every zone.</param>
    /// <param name="day">The day.</param>
    public static bool TryParse(ReadOnlySpan<char> text, DayZone zone, out Day day)
    {
        day = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !char.IsAsciiDigit(text[0]))
            return false;
        if (text.Length == 10)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return false;
            day = new Day(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
            return true;
        }

        if (text[10] is not ('T' or 't' or ' ')
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return false;
        day = zone.DayOf(instant);
        return true;
    }
}
