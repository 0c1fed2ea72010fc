using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadScoring.Domain.Values;

/// <summary>Which part of a written date comes first.</summary>
public enum DateOrder
{
    /// <summary>Nobody said: only dates with one meaning are read.</summary>
    Unknown,

    /// <summary>31/12/2027.</summary>
    DayFirst,

    /// <summary>12/31/2027.</summary>
    MonthFirst,
}

/// <summary>
/// Dates as people and spreadsheets write them: <c>31.12.2027</c>, <c>12/31/2027</c>, <c>31 Dec 2027</c>, Excel's day numbers. Read is only what has one meaning, unless the order
/// of day and month is given (docs/reference/scoring.md#dates-as-people-write-them).
/// </summary>
public static partial class WrittenDate
{
    private const int MostCharacters = 40;

    // Excel counts days from 1900: 1954-10-03 to 2118-12-31, which leaves out postcodes and most other numbers of five digits.
    private const double FirstSerial = 20_000;
    private const double LastSerial = 79_989;

    // Two digits of a year, read only where the order of a whole file is known, as spreadsheets read them.
    private const int Pivot = 50;

    private static readonly FrozenDictionary<string, int> Months = MonthNames();

    /// <summary>Reads a text that is not in the form of ISO 8601.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="order">Decides where day and month could be exchanged; all dates of numbers are then read in this order.</param>
    /// <param name="instant">In UTC; the beginning of the day where no time is written.</param>
    /// <param name="hasTime">Whether a time of day is written.</param>
    /// <returns>False when the text is not a date or may be more than one.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, DateOrder order, out DateTime instant, out bool hasTime)
    {
        instant = default;
        hasTime = false;
        if (text.Length is < 5 or > MostCharacters || !text.ContainsAnyInRange('0', '9'))
            return false;
        var plain = VisibleText.Of(text.ToString()).Trim();
        if (Serial().IsMatch(plain))
            return OfSerial(plain, out instant, out hasTime);
        var match = Numbers().Match(plain);
        var day = match.Success ? OfNumbers(match, order) : null;
        if (!match.Success)
        {
            match = Words().Match(plain);
            day = match.Success && Months.TryGetValue(match.Groups["month"].Value, out var month) ? DayOf(Number(match, "year"), month, Number(match, "day")) : null;
        }

        if (day is not { } date || TimeOf(match) is not { } time)
            return false;
        hasTime = match.Groups["hour"].Success;
        instant = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) + time;
        return true;
    }

    /// <summary>The day of a date with one meaning; false for anything else.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out Day day)
    {
        var read = TryRead(text, DateOrder.Unknown, out var instant, out _);
        day = read ? Day.Of(new DateTimeOffset(instant)) : default;
        return read;
    }

    private static bool OfSerial(string text, out DateTime instant, out bool hasTime)
    {
        var serial = double.Parse(text, CultureInfo.InvariantCulture);
        var known = serial is >= FirstSerial and <= LastSerial;
        instant = known ? DateTime.SpecifyKind(DateTime.FromOADate(serial), DateTimeKind.Utc) : default;
        // A spreadsheet's fraction of a day is never exactly a second.
        instant = known ? new DateTime((instant.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc) : default;
        hasTime = instant.TimeOfDay != TimeSpan.Zero;
        return known;
    }

    private static DateOnly? OfNumbers(Match match, DateOrder order)
    {
        var (first, second, third) = (match.Groups["first"].Value, match.Groups["second"].Value, match.Groups["third"].Value);
        var mark = match.Groups["mark"].Value;
        if (mark != match.Groups["again"].Value)
            return null;
        if (first.Length == 4)
            return third.Length <= 2 ? DayOf(Int(first), Int(second), Int(third)) : null;
        if (first.Length > 2 || third.Length is not (2 or 4) || (third.Length == 2 && order == DateOrder.Unknown))
            return null;
        var year = third.Length == 4 ? Int(third) : Int(third) + (Int(third) < Pivot ? 2000 : 1900);
        var (one, other) = (Int(first), Int(second));
        return order switch
        {
            DateOrder.DayFirst => DayOf(year, other, one),
            DateOrder.MonthFirst => DayOf(year, one, other),
            // Between points the day comes first wherever dates are written so.
            _ when mark == "." || one == other => DayOf(year, other, one),
            _ when one > 12 => DayOf(year, other, one),
            _ when other > 12 => DayOf(year, one, other),
            _ => null,
        };
    }

    private static DateOnly? DayOf(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    // Null for a time that there is not. UTC where no offset is written.
    private static TimeSpan? TimeOf(Match match)
    {
        if (!match.Groups["hour"].Success)
            return TimeSpan.Zero;
        var hour = Number(match, "hour");
        var half = match.Groups["half"].Value;
        if (half.Length > 0)
        {
            if (hour is < 1 or > 12)
                return null;
            hour = (hour % 12) + (half is "p" or "P" ? 12 : 0);
        }

        var (minute, second) = (Number(match, "minute"), match.Groups["second2"].Success ? Number(match, "second2") : 0);
        return hour > 23 || minute > 59 || second > 59 ? null : new TimeSpan(hour, minute, second);
    }

    private static int Number(Match match, string group) => Int(match.Groups[group].Value);

    private static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> MonthNames()
    {
        // English, German, French, Spanish; short forms without their point.
        string[] names =
        [
            "january jan januar jänner janvier janv enero ene", "february feb februar feber février fevrier févr fevr febrero", "march mar märz mär maerz mrz mars marzo",
            "april apr avril avr abril abr", "may mai mayo", "june jun juni juin junio", "july jul juli juillet juil julio", "august aug août aout agosto ago",
            "september sep sept septembre septiembre", "october oct oktober okt octobre octubre", "november nov novembre noviembre", "december dec dezember dez décembre déc diciembre dic",
        ];
        return names.SelectMany(static (all, place) => all.Split(' ').Select(name => KeyValuePair.Create(name, place + 1))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private const string Time = @"(?:(?:,? |[Tt])(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second2>[0-9]{2})(?:\.[0-9]{1,7})?)?(?: ?(?<half>[AaPp])\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT))?)?";

    [GeneratedRegex(@"^[0-9]{5}(?:\.[0-9]{1,15})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Serial();

    [GeneratedRegex(
        @"^(?<first>[0-9]{1,4})(?<mark>[./-]) ?(?<second>[0-9]{1,2})(?<again>[./-]) ?(?<third>[0-9]{1,4})" + Time + @"\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"^(?:(?<day>[0-9]{1,2})(?:\.|st|nd|rd|th)?[ -](?:de )?(?<month>\p{L}{3,10})\.?(?: de)?(?:, |[ -])(?<year>[0-9]{4})|(?<month>\p{L}{3,10})\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?<year>[0-9]{4}))" + Time + @"\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
