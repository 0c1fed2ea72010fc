using System.Globalization;

namespace LeadScoring.Functions.Http;

/// <summary>Times as senders write them.</summary>
internal static class Times
{
    /// <summary>Reads an ISO 8601 time; without an offset it is UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        var ok = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
            && text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-';
        return ok && time.Year is >= 1970 and < 9999;
    }
}
