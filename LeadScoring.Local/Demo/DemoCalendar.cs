using System.Collections.Immutable;

using LeadScoring.Local.Demo.Leads;
using LeadScoring.Local.Demo.Sales;

namespace LeadScoring.Local.Demo;

/// <summary>
/// Cuts the ninety days into steps. Every day: the night at 1:00, a look at the response times before and after office hours (on a weekend only in the
/// evening), and up to three deliveries of events, each right after the last of them. A step costs a second or less; more of them would date decisions
/// more finely than anybody looks.
/// </summary>
internal static class DemoCalendar
{
    private const int DeliveriesPerDay = 3;
    private const int EventsPerDelivery = 20;

    private static readonly TimeSpan Night = TimeSpan.FromHours(1);
    private static readonly TimeSpan Morning = new(7, 45, 0);
    private static readonly TimeSpan Evening = new(17, 15, 0);
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(1);

    /// <summary>The steps in order of time; the last is at <paramref name="now"/> and takes what is left.</summary>
    /// <param name="events">Of the demo, in order of time, none after <paramref name="now"/>.</param>
    /// <param name="now">When the demo was started; its ninetieth day.</param>
    public static ImmutableArray<DemoStep> Of(IReadOnlyList<DemoEvent> events, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<DemoStep>();
        var byDay = events.ToLookup(happened => happened.OccurredAt.Date);
        var sent = 0;
        var first = now.UtcDateTime.Date.AddDays(1 - DemoLeads.Days);
        for (var day = 1; day <= DemoLeads.Days; day++)
        {
            foreach (var (at, night, deadlines) in Times(first.AddDays(day - 1), [.. byDay[first.AddDays(day - 1)]]).Where(time => time.At < now.UtcDateTime))
                Add(day, at, night, deadlines);
        }

        Add(DemoLeads.Days, now.UtcDateTime, night: false, deadlines: true);
        return steps.ToImmutable();

        void Add(int day, DateTime at, bool night, bool deadlines)
        {
            var from = sent;
            while (sent < events.Count && events[sent].OccurredAt <= at)
                sent++;
            steps.Add(new DemoStep(day, new DateTimeOffset(at, TimeSpan.Zero), night, deadlines, [.. events.Skip(from).Take(sent - from)]));
        }
    }

    private static IEnumerable<(DateTime At, bool Night, bool Deadlines)> Times(DateTime day, DemoEvent[] events)
    {
        List<(DateTime At, bool Night, bool Deadlines)> times = [(day + Night, true, false), (day + Evening, false, true)];
        if (WorkingHours.IsWorkingDay(DateOnly.FromDateTime(day)))
            times.Add((day + Morning, false, true));
        var deliveries = Math.Min(DeliveriesPerDay, (events.Length + EventsPerDelivery - 1) / EventsPerDelivery);
        for (var n = 1; n <= deliveries; n++)
            times.Add((events[(events.Length * n / deliveries) - 1].OccurredAt + Delivery, false, false));
        return times.DistinctBy(time => time.At).OrderBy(time => time.At);
    }
}
