using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Decisions;

/// <summary>How a report says until when to call again: a day ends with the day of the model, an instant is itself.</summary>
public sealed class PostponedUntilTests
{
    private static readonly DateTimeOffset Reported = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-20", "UTC", "2026-03-20T23:59:59Z")]
    [InlineData("2026-03-20", "Europe/Copenhagen", "2026-03-20T22:59:59Z")]
    [InlineData("2026-03-20", "America/Los_Angeles", "2026-03-21T06:59:59Z")]
    // Clocks go forward on that day, which has 23 hours.
    [InlineData("2026-03-29", "Europe/Copenhagen", "2026-03-29T21:59:59Z")]
    [InlineData("2026-03-20T14:30:00Z", "America/Los_Angeles", "2026-03-20T14:30:00Z")]
    [InlineData("2026-03-20T14:30:00+01:00", "UTC", "2026-03-20T13:30:00Z")]
    [InlineData("2026-03-20 14:30", "America/Los_Angeles", "2026-03-20T14:30:00Z")]
    public void A_day_lasts_until_its_end_in_the_zone_and_an_instant_is_itself(string text, string zone, string end) =>
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), PostponedUntil.Parse(text)!.Value.EndIn(DayZone.Find(zone)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("01.03.2027")]
    [InlineData("20270301")]
    [InlineData("1969-12-31")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2026-03-20T25:00:00Z")]
    [InlineData("2026-03-20x14:30")]
    [InlineData("14:30")]
    public void Anything_else_is_not_read(string? text) => Assert.Null(PostponedUntil.Parse(text));

    [Theory]
    [InlineData("2026-03-01", true, false)]
    // The day on which it is reported has an end.
    [InlineData("2026-03-02", false, false)]
    [InlineData("2026-03-02T09:00:00Z", true, false)]
    [InlineData("2026-03-02T09:00:01Z", false, false)]
    [InlineData("2028-03-02", false, false)]
    [InlineData("2028-03-03", false, true)]
    [InlineData("2028-03-02T09:00:00Z", false, false)]
    [InlineData("2028-03-02T09:00:01Z", false, true)]
    public void It_lies_after_the_report_and_at_most_two_years(string text, bool isOver, bool isTooFar)
    {
        var until = PostponedUntil.Parse(text)!.Value;

        Assert.Equal((isOver, isTooFar), (until.IsOver(Reported, DayZone.Utc), until.IsTooFar(Reported, DayZone.Utc)));
    }

    [Fact]
    public void Today_is_a_day_of_the_zone()
    {
        // In the evening of the first in Los Angeles, when it is the second in Greenwich.
        var evening = new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
        var first = PostponedUntil.Parse("2026-03-01")!.Value;

        Assert.False(first.IsOver(evening, DayZone.Find("America/Los_Angeles")!));
        Assert.True(first.IsOver(evening, DayZone.Utc));
    }
}
