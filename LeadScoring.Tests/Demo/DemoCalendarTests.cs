using LeadScoring.Domain.Leads;
using LeadScoring.Local.Demo;
using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Tests.Demo;

public sealed class DemoCalendarTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 14, 30, 12, TimeSpan.Zero);
    private static readonly IReadOnlyList<DemoEvent> Events = DemoLeads.Generate(new DateOnly(2026, 11, 20), 1, now: Now);

    [Fact]
    public void Every_event_is_sent_once_and_none_before_it_happened()
    {
        var steps = DemoCalendar.Of(Events, Now);

        Assert.Equal(Events, steps.SelectMany(step => step.Events));
        Assert.All(steps, step => Assert.All(step.Events, happened => Assert.True(happened.OccurredAt <= step.At.UtcDateTime)));
    }

    [Fact]
    public void Most_events_are_sent_within_hours_and_none_later_than_a_day()
    {
        var waits = DemoCalendar.Of(Events, Now).SelectMany(step => step.Events.Select(happened => step.At.UtcDateTime - happened.OccurredAt)).Order().ToList();

        Assert.True(waits[waits.Count / 2] < TimeSpan.FromHours(3), $"{waits[waits.Count / 2]}");
        Assert.True(waits[^1] < TimeSpan.FromDays(1), $"{waits[^1]}");
    }

    [Fact]
    public void The_clock_only_goes_forward_and_ends_now()
    {
        var steps = DemoCalendar.Of(Events, Now);

        Assert.Equal(steps.Select(step => step.At).Order(), steps.Select(step => step.At));
        Assert.Equal(steps.Length, steps.Select(step => step.At).Distinct().Count());
        Assert.Equal(Now, steps[^1].At);
    }

    [Fact]
    public void Every_day_has_its_night_and_a_look_at_the_response_times()
    {
        var steps = DemoCalendar.Of(Events, Now);

        Assert.Equal(Enumerable.Range(1, DemoLeads.Days), steps.Where(step => step.Night).Select(step => step.Day));
        Assert.Equal(Enumerable.Range(1, DemoLeads.Days), steps.Where(step => step.Deadlines).Select(step => step.Day).Distinct());
    }

    [Fact]
    public void The_same_events_give_the_same_steps() => Assert.Equal(
        DemoCalendar.Of(Events, Now).Select(step => (step.At, step.Night, step.Deadlines, step.Events.Length)),
        DemoCalendar.Of(Events, Now).Select(step => (step.At, step.Night, step.Deadlines, step.Events.Length)));

    [Fact]
    public void A_demo_of_the_first_minute_of_a_day_has_its_steps_too()
    {
        var midnight = new DateTimeOffset(2026, 11, 20, 0, 0, 30, TimeSpan.Zero);

        var steps = DemoCalendar.Of(DemoLeads.Generate(new DateOnly(2026, 11, 20), 1, now: midnight), midnight);

        Assert.Equal(midnight, steps[^1].At);
        Assert.Equal(DemoLeads.Days - 1, steps.Count(step => step.Night));
    }
}
