using System.Globalization;

using LeadScoring.Local.Demo.Sales;

namespace LeadScoring.Tests.Demo.Sales;

public sealed class WorkingHoursTests
{
    // 2026-11-20 is a Friday.
    [Theory]
    [InlineData("2026-11-19T10:00", 0, "2026-11-19T10:00")]
    [InlineData("2026-11-19T06:00", 0, "2026-11-19T08:00")]
    [InlineData("2026-11-19T17:00", 0, "2026-11-20T08:00")]
    [InlineData("2026-11-19T16:30", 30, "2026-11-19T17:00")]
    [InlineData("2026-11-19T16:30", 31, "2026-11-20T08:01")]
    [InlineData("2026-11-20T16:59", 2, "2026-11-23T08:01")]
    [InlineData("2026-11-20T18:00", 10, "2026-11-23T08:10")]
    [InlineData("2026-11-21T12:00", 0, "2026-11-23T08:00")]
    [InlineData("2026-11-20T08:00", 2 * WorkingHours.Day, "2026-11-23T17:00")]
    public void Work_is_done_in_office_hours_of_working_days(string from, int minutes, string then) => Assert.Equal(Time(then), WorkingHours.Add(Time(from), minutes));

    [Theory]
    [InlineData("2026-11-19T10:00", "2026-11-19T10:00", 0)]
    [InlineData("2026-11-19T10:00", "2026-11-19T09:00", 0)]
    [InlineData("2026-11-19T10:00", "2026-11-19T11:30", 90)]
    [InlineData("2026-11-20T16:00", "2026-11-23T09:00", 120)]
    [InlineData("2026-11-21T01:00", "2026-11-22T23:00", 0)]
    public void Time_between_two_instants_is_that_of_the_office(string from, string to, int minutes) => Assert.Equal(minutes, WorkingHours.Between(Time(from), Time(to)));

    private static DateTime Time(string text) => DateTime.Parse(text + "Z", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
