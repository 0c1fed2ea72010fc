using Azure;

using LeadScoring.Functions.Health;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>The tables fail while the queues go on: work waits for them, and none of it becomes poison.</summary>
public sealed class TableOutageTests
{
    private const int Leads = 60;

    [Theory]
    [InlineData(6)]
    [InlineData(180)]
    public async Task A_night_in_which_the_tables_fail_visits_every_lead_afterwards(int minutes)
    {
        var world = await Cooling();
        var due = Due(world);
        await world.Finish(world.Process.GetRequiredService<SweepHandler>().Start(default));
        Fail(world, TimeSpan.FromMinutes(minutes));

        await world.SettleAsHost();

        Assert.Equal(Leads, due);
        Assert.Equal(0, Due(world));
        Assert.All(QueueNames.All, queue => Assert.Empty(world.Queues.Bodies(QueueNames.Poison(queue))));
        Assert.Empty(world.Tables[TableNames.Parked].Rows);
    }

    [Fact]
    public async Task A_rebuild_in_which_the_tables_fail_ends_afterwards()
    {
        var world = await Cooling();
        await world.Publish(Stories.Model, Stories.Yaml.Replace("points: 5", "points: 6", StringComparison.Ordinal));
        await world.Finish(world.Process.GetRequiredService<RebuildRequests>().AskAll(Stories.Model, TimeSpan.Zero));
        Fail(world, TimeSpan.FromMinutes(6));

        await world.SettleAsHost();

        Assert.All(QueueNames.All, queue => Assert.Empty(world.Queues.Bodies(QueueNames.Poison(queue))));
        for (var lead = 0; lead < Leads; lead++)
            Assert.Equal(2, (await world.Lead(world.LeadIds.Of(Address(lead)))).Models[Stories.Model].Version);
    }

    [Fact]
    public async Task Buckets_whose_messages_were_lost_are_asked_for_again()
    {
        var world = await Cooling();
        await world.Finish(world.Process.GetRequiredService<SweepHandler>().Start(default));
        await Lose(world, QueueNames.Sweep);

        world.Clock.Advance(TimeSpan.FromMinutes(61));
        await world.Quarter();
        await world.SettleAsHost();
        Assert.Equal(0, Due(world));
        Assert.False((await Mark(world)).IsDone);

        await world.Quarter();
        Assert.True((await Mark(world)).IsDone);
        Assert.Empty(world.Queues.Bodies(QueueNames.Sweep));
    }

    [Fact]
    public async Task Health_and_the_alert_see_a_night_that_started_and_did_not_visit_its_leads()
    {
        var world = await Cooling();
        var handler = world.Process.GetRequiredService<SweepHandler>();
        await world.Finish(handler.Start(default));
        for (var ask = 0; ask < 5; ask++)
        {
            await Lose(world, QueueNames.Sweep);
            world.Clock.Advance(TimeSpan.FromMinutes(61));
            await world.Finish(handler.CatchUp(default));
        }

        // Whatever loses them needs a person: they are not asked for without end.
        Assert.Empty(world.Queues.Bodies(QueueNames.Sweep));
        var night = (await world.Process.GetRequiredService<DeepHealth>().Run(default)).Single(static check => check.Name == "night");
        Assert.Equal(HealthCheck.Degraded, night.Status);
        Assert.Contains("has not visited the leads of ", night.Detail, StringComparison.Ordinal);
        var last = world.Process.GetRequiredService<LastNight>();
        Assert.True(world.Clock.GetUtcNow() - await last.NoneSince(await last.Find(default), default) > LastNight.Overdue);
    }

    // Every lead looked at prices; after two months all of them are due.
    private static async Task<World> Cooling()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        var events = Enumerable.Range(0, Leads).Select(lead => Stories.Event(
            $"e{lead}", Address(lead).Value, "page.viewed", World.Start.AddHours(-1), """, "properties": { "path": "/pricing" }"""));
        Assert.Equal(202, await world.Capture(Stories.Body(events)));
        await world.Settle();
        world.Clock.MoveTo(World.Start.AddDays(60));
        return world;
    }

    private static Domain.Events.EmailAddress Address(int lead) =>
        Domain.Events.EmailAddress.TryParse($"due{lead}@acme.example", out var address) ? address : throw new InvalidOperationException();

    private static int Due(World world)
    {
        var until = DueRows.AfterNights(world.Clock.GetUtcNow());
        return world.Tables[TableNames.Due].Rows.Count(row => row.PartitionKey.StartsWith("night:", StringComparison.Ordinal) && string.CompareOrdinal(row.RowKey, until) < 0);
    }

    private static void Fail(World world, TimeSpan time)
    {
        var back = world.Clock.GetUtcNow() + time;
        world.Operations.Before = operation => !QueueNames.All.Contains(operation.Place) && operation.Place != InMemoryTopic.Place && world.Clock.GetUtcNow() < back
            ? Task.FromException(new RequestFailedException(503, "busy", "ServerBusy", null))
            : Task.CompletedTask;
    }

    private static async Task Lose(World world, string queue)
    {
        while (await world.Queues.Receive(queue, 32, TimeSpan.FromMinutes(1)) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
                await world.Queues.Delete(queue, message);
        }
    }

    private static async Task<NightMark> Mark(World world) => (await world.Process.GetRequiredService<LastNight>().Find(default))!;
}
