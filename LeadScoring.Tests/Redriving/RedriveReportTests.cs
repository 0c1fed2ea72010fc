using System.Globalization;

using LeadScoring.Local.Redriving;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Redriving;

/// <summary>What <c>leads redrive</c> says of times is true at the time at which it says it.</summary>
public sealed class RedriveReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, "the storage deletes the first message at 2026-03-01T13:00:00Z; move them before then")]
    [InlineData(0, "the storage may delete the first message at any time since 2026-03-01T12:00:00Z; move them now")]
    [InlineData(-24, "the storage may delete the first message at any time since 2026-02-28T12:00:00Z; move them now")]
    public void The_end_of_a_message_is_ahead_or_over(int hours, string expected)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var report = new RedriveReport(output, new ManualClock(Now));

        report.Write("lead-rescore-poison", new StuckWork(1, false, [new StuckItem(Now.AddDays(-7), "a message", null, Now.AddHours(hours))]));

        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }
}
