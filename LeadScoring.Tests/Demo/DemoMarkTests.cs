using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Time;
using LeadScoring.Local.Demo;

namespace LeadScoring.Tests.Demo;

public sealed class DemoMarkTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 30, 12, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("demo-mark-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_mark_that_is_written_is_read_back()
    {
        var mark = new DemoMark(Now, 1, 300, Done: false, Step: 41, Clock: Now.AddDays(-60));

        mark.Write(_folder);

        Assert.Equal(mark, DemoMark.Read(_folder));
    }

    [Fact]
    public void A_mark_of_a_version_that_knew_no_steps_is_read()
    {
        File.WriteAllText(Path.Combine(_folder, "demo.json"), """{ "now": "2026-11-20T14:30:12+00:00", "seed": 1, "leads": 300, "done": true }""");

        Assert.Equal(new DemoMark(Now, 1, 300, Done: true), DemoMark.Read(_folder));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{ \"now\": ")]
    public void A_missing_or_damaged_mark_counts_as_none(string? text)
    {
        if (text is not null)
            File.WriteAllText(Path.Combine(_folder, "demo.json"), text);

        Assert.Null(DemoMark.Read(_folder));
    }

    [Fact]
    public void An_interrupted_step_is_done_again_a_little_later_each_time()
    {
        var mark = new DemoMark(Now, 1, 300, Done: false, Step: 41, Clock: Now.AddDays(-60));

        Assert.True(mark.Resumed().Clock > mark.Clock);
        Assert.True(mark.Resumed().Resumed().Clock > mark.Resumed().Clock);
        Assert.Null((mark with { Clock = null }).Resumed().Clock);
    }

    [Fact]
    public void An_interrupted_demo_moves_the_clock_before_the_app_works_and_gives_it_back()
    {
        var clock = new OffsetClock();
        new DemoMark(Now, 1, 300, Done: false, Step: 41, Clock: Now.AddDays(-60)).Write(_folder);

        using (DemoRun.Prepare(clock, _folder, leads: null))
            Assert.InRange(clock.GetUtcNow(), Now.AddDays(-60), Now.AddDays(-60).AddMinutes(10));

        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    [Fact]
    public void A_finished_demo_and_none_at_all_leave_the_clock_alone()
    {
        var clock = new OffsetClock();

        Assert.Null(DemoRun.Prepare(clock, _folder, leads: null));
        new DemoMark(Now, 1, 300, Done: true, Step: 600, Clock: Now).Write(_folder);
        Assert.Null(DemoRun.Prepare(clock, _folder, leads: 300));

        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }
}
