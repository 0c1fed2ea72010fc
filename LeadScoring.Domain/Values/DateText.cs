using System.Globalization;

namespace LeadScoring.Domain.Values;

/// <summary>Dates as text: <c>yyyy-MM-dd</c>, or that with a time of day (ISO 8601; UTC when it names no offset).</summary>
internal static class DateText
{
    /// <summary>Reads trimmed text to its UTC day; false when it is not a date.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Day day)
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
        day = Day.Of(instant);
        return true;
    }
}
