using System.Globalization;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Xunit.Abstractions;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>What users pay for: storage operations per event and per lead that a night visits. Looks at empty queues are left out.</summary>
[Needs(Need.Processes)]
public sealed class OperationTests(QuietApp running, ITestOutputHelper output) : IClassFixture<QuietApp>
{
    private const string Model = "cooling";

    [Fact]
    public async Task An_event_of_a_known_lead_costs_at_most_six_operations()
    {
        string[] leads = [.. Enumerable.Range(0, 10).Select(static i => $"alone-{i}@acme.example")];
        await Known(leads);

        var perEvent = await Cost("alone", leads.Length, async () =>
        {
            foreach (var lead in leads)
            {
                await running.Send(Glance(lead));
                await running.Storage.Quiet();
            }
        });

        Assert.InRange(perEvent, 1, 6);
    }

    [Fact]
    public async Task Ten_requests_at_once_for_one_lead_cost_at_most_four_and_a_half_operations_each()
    {
        string[] leads = [.. Enumerable.Range(0, 4).Select(static i => $"burst-{i}@acme.example")];
        await Known(leads);

        var costs = new List<double>();
        foreach (var lead in leads)
            costs.Add(await Cost("burst of 10 requests", 10, () => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => running.Send(Glance(lead))))));

        // Where the machine spreads a burst over time, more of it is scored by itself, at what an event alone costs: the burst that came closest together is one.
        Assert.InRange(costs.Min(), 1, 4.5);
        Assert.InRange(costs.Max(), 1, 6);
    }

    [Fact]
    public async Task Ten_events_of_one_lead_in_a_body_cost_at_most_one_operation_each()
    {
        await Known("body@acme.example");

        var perEvent = await Cost("10 in a body", 10, () => running.Send([.. Enumerable.Range(0, 10).Select(static _ => Glance("body@acme.example"))]));

        Assert.InRange(perEvent, 0.1, 1);
    }

    [Theory]
    // A lead whose points fade is filed for a night: one row more.
    [InlineData("webinar.attended", 3.5)]
    [InlineData("page.viewed", 4.5)]
    public async Task A_thousand_events_over_eight_hundred_new_leads_cost_few_operations_each(string type, double most)
    {
        await Known("warm-up@acme.example");
        string[] events = [.. Enumerable.Range(0, 1000).Select(i => Sent.At($"{type}-{i % 800}@acme.example", type, RunningApp.Evening, ("path", "/docs")))];

        var perEvent = await Cost($"1,000 over 800 new leads, {type}", events.Length, () => running.Send(events));

        Assert.InRange(perEvent, 0.1, most);
    }

    [Fact]
    public async Task A_night_costs_the_leads_that_are_due_and_not_those_that_exist()
    {
        const int Due = 20;
        await running.Publish(Model);
        await running.App.MoveClock(RunningApp.Evening.AddDays(100));
        await running.Send([.. Enumerable.Range(0, 300).Select(static i => Sent.At(
            $"night-{i}@acme.example", "page.viewed", RunningApp.Evening.AddDays(100), ("path", i < Due ? "/pricing" : "/docs")))]);
        // Scored on their day: moved on before, the leads would be cold from the start and never due.
        await running.Rest();
        await running.App.MoveClock(RunningApp.Evening.AddDays(135));

        var due = await Cost("night with 20 due", 1, Night);
        var none = await Cost("night with none due", 1, Night);
        output.WriteLine($"per due lead: {(due - none) / Due}");

        Assert.InRange(due, 1, 7 * Due + 1100);
        // A visit is at most seven; each of these leads also changes its track, which is told to two subscriptions. Two nights differ by some receives of
        // their 256 messages, whoever is due.
        Assert.InRange((due - none) / Due, 3, 12);
        await running.App.MoveClock(RunningApp.Evening);
    }

    private static string Glance(string lead) => Sent.At(lead, "page.viewed", RunningApp.Evening, ("path", "/docs"));

    private async Task Known(params string[] leads)
    {
        await running.Publish(Model);
        await running.Send([.. leads.Select(Glance)]);
    }

    private async Task<double> Cost(string what, int events, Func<Task> work)
    {
        await running.Rest();
        await running.App.ResetOperations();
        await work();
        await running.Storage.Quiet();
        var operations = await running.App.CountOperations();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {operations} operations, {(double)operations / events:0.00} each"));
        return (double)operations / events;
    }

    private async Task Night()
    {
        var due = new TableClient(running.App.StorageConnection, "Due");
        var before = await Watermark();
        await running.App.Run("ApplyDecay");
        await Eventually.True(async () => await Watermark() != before, TimeSpan.FromSeconds(120));
        await running.Storage.Quiet("lead-sweep");

        async Task<DateTimeOffset?> Watermark() =>
            await due.GetEntityIfExistsAsync<TableEntity>("watermark", "night") is { HasValue: true, Value: { } row } ? row.GetDateTimeOffset("at") : null;
    }
}

/// <summary>An app that renews no message's lock within a test, which would be counted, and that keeps no messages to be looked at, as where they go to Service Bus.</summary>
public sealed class QuietApp : RunningApp
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal) { ["LeadScoring__Local__QueueLock"] = "00:05:00", ["LeadScoring__MessageDays"] = "0" };
}
