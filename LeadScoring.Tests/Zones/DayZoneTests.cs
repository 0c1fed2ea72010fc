using System.Globalization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Zones;

/// <summary>Days of a time zone where clocks change, skip midnight, or skip a day.</summary>
public sealed class DayZoneTests
{
    [Theory]
    [InlineData("UTC", "2024-03-10T23:59:59Z", "2024-03-10")]
    [InlineData("Etc/UTC", "2024-03-10T23:59:59Z", "2024-03-10")]
    [InlineData("America/Los_Angeles", "2026-09-15T05:00:00Z", "2026-09-14")]
    [InlineData("America/Los_Angeles", "2024-03-10T07:59:59Z", "2024-03-09")]
    [InlineData("America/Los_Angeles", "2024-03-11T06:59:59Z", "2024-03-10")]
    [InlineData("America/Los_Angeles", "2024-03-11T07:00:00Z", "2024-03-11")]
    [InlineData("Asia/Kolkata", "2024-01-14T18:30:00Z", "2024-01-15")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    [InlineData("America/Los_Angeles", "0001-01-01T00:00:00Z", "0000-12-31")]
    public void An_instant_lies_in_the_calendar_day_of_its_zone(string zone, string instant, string day) =>
        Assert.Equal(day == "0000-12-31" ? new Day(Of("0001-01-01").Number - 1) : Of(day), DayZone.Find(zone)!.DayOf(At(instant)));

    [Theory]
    [InlineData("UTC", "2024-03-10", "2024-03-10T00:00:00Z")]
    [InlineData("America/Los_Angeles", "2024-03-10", "2024-03-10T08:00:00Z")]
    [InlineData("America/Los_Angeles", "2024-03-11", "2024-03-11T07:00:00Z")]
    // Clocks went from midnight to one o'clock.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    // Clocks went back from 00:01 to 23:01: the day has begun all the same.
    [InlineData("America/St_Johns", "2009-11-01", "2009-11-01T02:30:00Z")]
    // At midnight it was eleven again: the day before had 25 hours.
    [InlineData("Asia/Beirut", "2022-10-30", "2022-10-29T22:00:00Z")]
    // A day that does not exist starts where the next one does.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z")]
    public void A_day_starts_at_its_first_instant(string zone, string day, string start) => Assert.Equal(At(start), DayZone.Find(zone)!.StartOf(Of(day)));

    [Theory]
    [InlineData("UTC", "2024-03-09T12:00:00Z", 48, "2024-03-11T12:00:00Z")]
    // A day of 23 hours, one of 25.
    [InlineData("America/Los_Angeles", "2024-03-09T20:00:00Z", 48, "2024-03-11T19:00:00Z")]
    [InlineData("America/Los_Angeles", "2024-11-02T19:00:00Z", 24, "2024-11-03T20:00:00Z")]
    // Hours are hours.
    [InlineData("America/Los_Angeles", "2024-03-09T20:00:00Z", 25, "2024-03-10T21:00:00Z")]
    // At half past two, which did not exist on that day.
    [InlineData("America/Los_Angeles", "2024-03-09T10:30:00Z", 24, "2024-03-10T10:00:00Z")]
    public void Whole_days_end_at_the_same_time_of_day(string zone, string from, int hours, string end) =>
        Assert.Equal(At(end), DayZone.Find(zone)!.After(At(from), TimeSpan.FromHours(hours)));

    [Theory]
    [InlineData("america/los_angeles")]
    [InlineData("UTC+2")]
    [InlineData("UTC+02:00")]
    [InlineData("Pacific Standard Time")]
    [InlineData("")]
    public void Only_names_of_the_tz_database_are_zones(string name) => Assert.Null(DayZone.Find(name));

    [Fact]
    public void Every_name_of_the_tz_database_is_a_zone() => Assert.All(DayZone.Ids, static id => Assert.Equal(id, DayZone.Find(id)?.Id));

    [Fact]
    public void Rules_are_the_same_up_to_the_day_on_which_two_releases_differ()
    {
        var zone = DayZone.Find("America/Los_Angeles")!;
        var other = DayZone.Of("America/Los_Angeles", LaterRules.Of("America/Los_Angeles", At("2024-06-01T00:00:00Z"), "America/Phoenix"));

        Assert.Equal(zone.RulesUntil(Of("2024-05-30")), other.RulesUntil(Of("2024-05-30")));
        Assert.NotEqual(zone.RulesUntil(Of("2024-06-02")), other.RulesUntil(Of("2024-06-02")));
        Assert.NotEqual(0UL, zone.RulesUntil(Of("1850-01-01")));
        Assert.Equal(0UL, DayZone.Utc.RulesUntil(Of("2024-06-02")));
    }

    [Fact]
    public void The_release_of_the_tz_database_has_a_name() => Assert.Matches("^20[0-9]{2}[a-z]$", DayZone.DataVersion);

    internal static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    internal static Day Of(string text) => Day.TryParse(text, out var day) ? day : throw new FormatException(text);
}
