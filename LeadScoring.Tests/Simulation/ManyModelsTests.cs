using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>Many models are published at once: the queue holds a few messages, and every lead is rebuilt under each of them.</summary>
public sealed class ManyModelsTests
{
    private const int Models = 60;
    private const int Leads = 12;

    [Fact]
    public async Task Publishing_many_models_puts_a_bounded_number_of_messages_on_the_queue()
    {
        var world = await Published();
        var rebuilds = world.Process.GetRequiredService<RebuildRequests>();
        for (var model = 0; model < Models; model++)
            await rebuilds.AskAll(Name(model), TimeSpan.Zero);

        var most = world.Queues.Bodies(QueueNames.Rebuild).Count;
        world.Operations.After = _ =>
        {
            most = Math.Max(most, world.Queues.Bodies(QueueNames.Rebuild).Count);
            return Task.CompletedTask;
        };
        await world.SettleAsHost();

        // A lane per message, and for each lead at most one that a visit asked for.
        Assert.InRange(most, 1, (Models * RebuildRequests.Lanes) + Leads);
        var store = world.Process.GetRequiredService<ModelStore>();
        for (var model = 0; model < Models; model++)
            Assert.Equal(LeadIds.Buckets, (await store.Progress(Name(model), default)).Count(static bucket => bucket.IsDone));
        await EveryLeadIsBuilt(world);
    }

    [Fact]
    public async Task Visits_of_a_lead_ask_for_one_rebuild_at_a_time()
    {
        var world = await Published();
        var sent = 0;
        for (var visit = 0; visit < 5; visit++)
        {
            Assert.Equal(202, await world.Capture(Stories.Body(Stories.Event($"again-{visit}", Address(0).Value, "page.viewed", World.Start))));
            var message = Assert.Single(await world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromMinutes(1)));
            await world.Work(world.Process, QueueNames.Rescore, message);
            sent = world.Queues.Bodies(QueueNames.Rebuild).Count;
        }

        Assert.Equal(1, sent);
        await world.SettleAsHost();
        await IsBuilt(world, 0);
    }

    [Fact]
    public async Task A_rebuild_whose_chain_broke_is_continued()
    {
        var world = await Published();
        await world.Process.GetRequiredService<RebuildRequests>().AskAll(Name(0), TimeSpan.Zero);
        foreach (var message in await world.Queues.Receive(QueueNames.Rebuild, 32, TimeSpan.FromMinutes(1)))
            await world.Work(world.Process, QueueNames.Rebuild, message);
        while (await world.Queues.Receive(QueueNames.Rebuild, 32, TimeSpan.FromMinutes(1)) is { Count: > 0 } lost)
        {
            foreach (var message in lost)
                await world.Queues.Delete(QueueNames.Rebuild, message);
        }

        await world.Quarter();
        await world.SettleAsHost();

        var done = await world.Process.GetRequiredService<ModelStore>().Progress(Name(0), default);
        Assert.Equal(LeadIds.Buckets, done.Count(static bucket => bucket.IsDone));
        await world.Quarter();
        Assert.Empty(world.Queues.Bodies(QueueNames.Rebuild));
    }

    // Leads are there first, so that every model is new to them.
    private static async Task<World> Published()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        Assert.Equal(202, await world.Capture(Stories.Body(Enumerable.Range(0, Leads).Select(lead => Stories.Event($"e{lead}", Address(lead).Value, "page.viewed", World.Start.AddHours(-1))))));
        await world.Settle();
        for (var model = 0; model < Models; model++)
            await world.Publish(Name(model), Stories.Yaml.Replace("model: small", "model: " + Name(model), StringComparison.Ordinal));
        return world;
    }

    private static async Task EveryLeadIsBuilt(World world)
    {
        for (var lead = 0; lead < Leads; lead++)
            await IsBuilt(world, lead);
    }

    private static async Task IsBuilt(World world, int lead)
    {
        var read = await world.Lead(world.LeadIds.Of(Address(lead)));
        Assert.Equal(Models + 1, read.Models.Count);
        Assert.All(read.Models.Values, static model => Assert.True(model is { Version: 1, Building: null, Snapshot: not null }));
    }

    private static string Name(int model) => $"m{model}";

    private static EmailAddress Address(int lead) => EmailAddress.TryParse($"many{lead}@acme.example", out var address) ? address : throw new InvalidOperationException();
}
