using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>Until when a lead wants to be called again, as a report of sales says it: a day, or an instant (docs/guide/hand-off.md#later-on-a-date).</summary>
/// <param name="Day">The day; null with <paramref name="Instant"/>.</param>
/// <param name="Instant">The instant; null with <paramref name="Day"/>.</param>
public readonly record struct PostponedUntil(Day? Day, DateTimeOffset? Instant)
{
    /// <summary>Nobody keeps a date that is further away than this many years: it is a typing error.</summary>
    public const int MostYears = 2;

    private const int DayLength = 10;

    /// <summary>Reads <c>2027-03-01</c> or an ISO 8601 time, which is UTC when it names no offset; null for anything else.</summary>
    public static PostponedUntil? Parse(string? text)
    {
        if (Values.Day.TryParse(text, out var day))
            return day.Start.Year is >= 1970 and < 9999 ? new PostponedUntil(day, null) : null;
        var isInstant = text is { Length: > DayLength } && text[DayLength] is 'T' or 't' or ' ' && Values.Day.TryParse(text[..DayLength], out _);
        return isInstant
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year is >= 1970 and < 9999
            ? new PostponedUntil(null, at)
            : null;
    }

    /// <summary>The last moment of it, in UTC: of a day its last second, so that the day that people read in it is the one that was meant.</summary>
    /// <param name="zone">Of the model, in which the day ends.</param>
    public DateTimeOffset EndIn(DayZone zone) => Day is { } day ? zone.StartOf(day.AddDays(1)).AddSeconds(-1) : Instant ?? default;

    /// <summary>Whether it is over when it is reported.</summary>
    /// <param name="reportedAt">When it was agreed.</param>
    /// <param name="zone">Of the model.</param>
    public bool IsOver(DateTimeOffset reportedAt, DayZone zone) => EndIn(zone) <= reportedAt;

    /// <summary>Whether it is more than <see cref="MostYears"/> away when it is reported; of a day, whether its beginning is.</summary>
    /// <param name="reportedAt">When it was agreed.</param>
    /// <param name="zone">Of the model.</param>
    public bool IsTooFar(DateTimeOffset reportedAt, DayZone zone) => (Day is { } day ? zone.StartOf(day) : Instant ?? default) > reportedAt.AddYears(MostYears);

    /// <summary>Until when a call is promised; null where the time cannot be meant, and nothing is.</summary>
    /// <param name="reportedAt">When it was agreed.</param>
    /// <param name="zone">Of the model.</param>
    internal DateTimeOffset? PromiseFrom(DateTimeOffset reportedAt, DayZone zone) => IsOver(reportedAt, zone) || IsTooFar(reportedAt, zone) ? null : EndIn(zone);
}
