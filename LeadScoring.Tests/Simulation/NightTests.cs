using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Simulation;

/// <summary>Nights change no points, cost what is due, and miss nobody.</summary>
public sealed class NightTests
{
    [Fact]
    public async Task A_night_costs_the_leads_that_are_due_and_none_for_the_others()
    {
        const int Idle = 5_000, Due = 25;
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        // Idle leads did nothing that fades; due ones looked at prices once.
        await Capture(world, Idle, "idle", "/blog");
        await Capture(world, Due, "due", "/pricing");

        var night = world.Tables[TableNames.Due].Rows.Where(row => row.PartitionKey.StartsWith("night:", StringComparison.Ordinal)).ToList();
        Assert.Equal(Due, night.Count);
        world.Clock.MoveTo(World.Start.AddDays(60));
        world.Operations.Reset();
        await world.Night();
        var empty = 256 * 4 + 1;
        Assert.InRange(world.Operations.Total, empty, (7 * Due) + 1_100);
    }

    [Fact]
    public async Task The_number_of_nights_changes_neither_scores_nor_decisions()
    {
        string? once = null;
        foreach (var nights in new[] { 1, 2, 5 })
        {
            var world = await Qualified();
            world.Clock.MoveTo(World.Start.AddDays(40));
            for (var night = 0; night < nights; night++)
                await world.Night();

            var lead = await world.Lead(world.LeadIds.Of(Email));
            var told = $"{lead.State!.Lifecycles[Stories.Model]} {lead.Models[Stories.Model].Snapshot} {string.Join(' ', world.Topic.Sent.Select(message => message.Subject))}";
            once ??= told;
            Assert.Equal(once, told);
            Assert.Equal(["lead.qualified", "lead.overdue", "lead.recycled"], world.Topic.Sent.Select(message => message.Subject));
        }
    }

    [Fact]
    public async Task A_lead_recycles_on_the_first_day_below_the_margin_after_missed_nights()
    {
        var daily = await Qualified();
        var recycledOn = await RecycledOn(daily, everyDays: 1);
        var lazy = await Qualified();
        Assert.InRange((await RecycledOn(lazy, everyDays: 3)) - recycledOn, 0, 2);
        Assert.Equal(Stage.Nurture, (await daily.Lead(daily.LeadIds.Of(Email))).State!.Lifecycles[Stories.Model].Stage);
    }

    private static Domain.Events.EmailAddress Email =>
        Domain.Events.EmailAddress.TryParse("ann@acme.example", out var email) ? email : throw new InvalidOperationException();

    private static async Task<World> Qualified()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        await world.Settle();
        Assert.Equal(["lead.qualified"], world.Topic.Sent.Select(message => message.Subject));
        return world;
    }

    private static async Task<Domain.Values.Day> RecycledOn(World world, int everyDays)
    {
        for (var day = everyDays; day < 60; day += everyDays)
        {
            world.Clock.MoveTo(World.Start.AddDays(day));
            await world.Night();
            if (world.Topic.Sent.Any(message => message.Subject == "lead.recycled"))
                return Domain.Values.Day.Of(world.Clock.GetUtcNow());
        }

        throw new Xunit.Sdk.XunitException("The lead never recycled.");
    }

    private static async Task Capture(World world, int leads, string name, string path)
    {
        foreach (var chunk in Enumerable.Range(0, leads).Chunk(1000))
        {
            var events = chunk.Select(i => Stories.Event(
                $"{name}-{i}", $"{name}{i}@acme.example", "page.viewed", World.Start.AddHours(-1), $$""", "properties": { "path": "{{path}}" }"""));
            Assert.Equal(202, await world.Capture(Stories.Body(events)));
        }

        await world.Settle();
    }
}
