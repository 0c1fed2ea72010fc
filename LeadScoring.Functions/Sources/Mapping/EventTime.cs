using System.Globalization;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Descriptors;


namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>Reads the times of vendors.</summary>
internal static class EventTime
{
    // Seconds reach this in the year 5138, milliseconds did in 1973.
    private const decimal FirstMilliseconds = 100_000_000_000m;

    /// <summary>The time; null when the text is none.</summary>
    public static DateTimeOffset? Read(string text, TimeForm form)
    {
        if (form == TimeForm.Iso)
            return Times.TryParse(text, out var time) ? time : null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var isMilliseconds = form == TimeForm.Milliseconds || (form == TimeForm.Epoch && number >= FirstMilliseconds);
        var milliseconds = isMilliseconds ? number : number >= FirstMilliseconds ? -1 : number * 1000;
        // Up to the year 5138: what is beyond is no time of an event.
        return milliseconds is >= 0 and < FirstMilliseconds * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
