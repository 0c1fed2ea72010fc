namespace LeadScoring.Local.Demo.Sales;

/// <summary>The desk is there from Monday to Friday, 8:00 to 17:00 UTC.</summary>
internal static class WorkingHours
{
    /// <summary>Minutes of a working day.</summary>
    public const int Day = 9 * 60;

    private const int Opens = 8;
    private const int Closes = 17;

    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The instant after this many working minutes; 0 gives the next instant at which somebody is there.</summary>
    public static DateTime Add(DateTime from, int minutes)
    {
        var (at, left) = (Open(from), TimeSpan.FromMinutes(minutes));
        while (at + left > Close(at))
        {
            left -= Close(at) - at;
            at = Open(Close(at));
        }

        return at + left;
    }

    /// <summary>Working minutes between two instants; 0 when the second is not later.</summary>
    public static int Between(DateTime from, DateTime to)
    {
        var sum = TimeSpan.Zero;
        for (var at = Open(from); at < to; at = Open(Close(at)))
            sum += (to < Close(at) ? to : Close(at)) - at;
        return (int)sum.TotalMinutes;
    }

    private static DateTime Open(DateTime at)
    {
        if (at >= Close(at) || !IsWorkingDay(DateOnly.FromDateTime(at)))
        {
            do
                at = at.Date.AddDays(1);
            while (!IsWorkingDay(DateOnly.FromDateTime(at)));
        }

        return at < at.Date.AddHours(Opens) ? at.Date.AddHours(Opens) : at;
    }

    private static DateTime Close(DateTime at) => at.Date.AddHours(Closes);
}
