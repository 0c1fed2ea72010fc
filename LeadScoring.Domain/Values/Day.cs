using System.Globalization;

namespace LeadScoring.Domain.Values;

/// <summary>A UTC calendar day, counted in whole days since 1970-01-01. <c>default</c> is that first day.</summary>
/// <param name="Number">Days since 1970-01-01; negative before it.</param>
public readonly record struct Day(int Number) : IComparable<Day>
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The UTC day in which an instant lies.</summary>
    public static Day Of(DateTimeOffset instant) =>
        new((int)(Math.DivRem(instant.UtcTicks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerDay, out var rest) - (rest < 0 ? 1 : 0)));

    /// <summary>Reads <c>yyyy-MM-dd</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Day day)
    {
        var ok = DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        day = ok ? new Day(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) : default;
        return ok;
    }

    /// <summary>Midnight UTC at which the day begins.</summary>
    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddDays(Number);

    /// <summary>The day that many days later (earlier when negative).</summary>
    public Day AddDays(int days) => new(Number + days);

    /// <inheritdoc />
    public int CompareTo(Day other) => Number.CompareTo(other.Number);

    /// <summary>Whole days from <paramref name="right"/> to <paramref name="left"/>.</summary>
    public static int operator -(Day left, Day right) => left.Number - right.Number;

    public static bool operator <(Day left, Day right) => left.Number < right.Number;

    public static bool operator >(Day left, Day right) => left.Number > right.Number;

    public static bool operator <=(Day left, Day right) => left.Number <= right.Number;

    public static bool operator >=(Day left, Day right) => left.Number >= right.Number;

    /// <summary>The later of two days.</summary>
    public static Day Max(Day left, Day right) => left >= right ? left : right;

    /// <summary>The earlier of two days; null stands for never.</summary>
    public static Day? Earlier(Day? left, Day? right) => left is { } l && right is { } r ? (l <= r ? l : r) : left ?? right;

    /// <summary>ISO 8601, <c>yyyy-MM-dd</c>.</summary>
    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}
