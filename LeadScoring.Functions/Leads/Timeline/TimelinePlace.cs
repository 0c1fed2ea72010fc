using System.Globalization;

namespace LeadScoring.Functions.Leads.Timeline;

/// <summary>
/// Where an entry stands in a timeline, newest first. Complete: two entries never share a place, so that a page that ends here is followed by
/// the next entry, whatever has the same time.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Rank">At one time: scores before decisions before events, as the newer the later it was made.</param>
/// <param name="Key">Key of the entry among those of its time and rank.</param>
internal readonly record struct TimelinePlace(DateTimeOffset At, TimelineRank Rank, string Key)
{
    /// <summary>Newest first.</summary>
    public static readonly IComparer<TimelinePlace> Order = Comparer<TimelinePlace>.Create(static (left, right) =>
    {
        var order = right.At.CompareTo(left.At);
        if (order == 0)
            order = left.Rank.CompareTo(right.Rank);
        return order != 0 ? order : string.CompareOrdinal(left.Key, right.Key);
    });

    private const char Separator = '_';

    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"];

    /// <summary>The place as text for an address; keys hold letters, digits, hyphens and colons only.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}{Separator}{(int)Rank}{Separator}{Key}");

    /// <summary>Reads a place, or a time, before which everything older stands.</summary>
    public static bool TryParse(string text, out TimelinePlace place)
    {
        place = default;
        var parts = text.Split(Separator);
        if (parts.Length == 3)
        {
            var ok = long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) & int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rank);
            if (!ok || ticks is <= 0 or > 3_155_000_000_000_000_000 || rank > (int)TimelineRank.Last || parts[2].Length > 64 || !parts[2].All(IsKeyCharacter))
                return false;
            place = new TimelinePlace(new DateTimeOffset(ticks, TimeSpan.Zero), (TimelineRank)rank, parts[2]);
            return true;
        }

        // Strictly before a time: behind everything of it.
        if (!DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || at.UtcTicks <= 0)
            return false;
        place = new TimelinePlace(at, TimelineRank.Last, "");
        return true;
    }

    private static bool IsKeyCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or ':';
}

/// <summary>The order of entries of one time.</summary>
internal enum TimelineRank
{
    Score,
    Decision,
    Event,

    /// <summary>No entry: behind all of its time.</summary>
    Last,
}
