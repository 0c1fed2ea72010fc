using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>A process that dies again and again, or in the middle of a request: what it had in hand is worked on in the end, without a person.</summary>
public sealed class CrashLoopTests
{
    [Theory]
    [InlineData(QueueNames.Rescore)]
    [InlineData(QueueNames.Sweep)]
    [InlineData(QueueNames.Rebuild)]
    public async Task Messages_that_five_kills_poisoned_are_put_back(string queue)
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        if (queue == QueueNames.Sweep)
            await world.Queues.Send(queue, BinaryData.FromString("""{ "bucket": 1 }"""), TimeSpan.Zero, default);
        if (queue == QueueNames.Rebuild)
            await world.Process.GetRequiredService<RebuildRequests>().Ask(Stories.Model, world.LeadIds.Of(Ann), default);
        await Kill(world, queue, times: 6);
        Assert.NotEmpty(world.Queues.Bodies(QueueNames.Poison(queue)));

        await world.Quarter();
        await world.SettleAsHost();

        Assert.Empty(world.Queues.Bodies(QueueNames.Poison(queue)));
        Assert.Equal(["lead.qualified"], world.Topic.Sent.Select(static message => message.Subject).Distinct());
    }

    [Fact]
    public async Task A_message_that_kills_every_process_is_put_back_once_only()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        await Kill(world, QueueNames.Rescore, times: int.MaxValue);
        await world.Quarter();
        await world.SettleAsHost();
        var stays = Assert.Single(world.Queues.Bodies(QueueNames.Poison(QueueNames.Rescore))).ToString();

        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.Quarter();

        Assert.Contains($"\"{PoisonReturns.Mark}\":true", stays, StringComparison.Ordinal);
        Assert.Equal(stays, Assert.Single(world.Queues.Bodies(QueueNames.Poison(QueueNames.Rescore))).ToString());
        Assert.Empty(world.Queues.Bodies(QueueNames.Rescore));
    }

    [Fact]
    public async Task A_text_that_is_not_a_message_stays_where_it_is()
    {
        var world = new World();
        foreach (var text in (string[])["not JSON", "[1]", """{ "a": 1, "a": 2 }"""])
        {
            await world.Queues.Send(QueueNames.Report, BinaryData.FromString(text), TimeSpan.Zero, default);
            await world.Queues.Poison(QueueNames.Report, Assert.Single(await world.Queues.Receive(QueueNames.Report, 1, TimeSpan.FromMinutes(1))));
        }

        await world.Quarter();

        Assert.Equal(3, world.Queues.Bodies(QueueNames.Poison(QueueNames.Report)).Count);
        Assert.Empty(world.Queues.Bodies(QueueNames.Report));
    }

    [Fact]
    public async Task An_event_whose_request_died_before_its_message_is_scored()
    {
        var world = await Died();

        world.Clock.Advance(TimeSpan.FromMinutes(20));
        await world.Quarter();
        Assert.Empty(world.Queues.Bodies(QueueNames.Rescore));
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.Quarter();
        await world.SettleAsHost();

        Assert.Empty((await world.Lead(world.LeadIds.Of(Ann))).Pending);
        Assert.Equal(["lead.qualified"], world.Topic.Sent.Select(static message => message.Subject));
    }

    [Fact]
    public async Task An_event_that_waits_behind_others_is_not_asked_for_again()
    {
        var world = await Died();
        await world.Process.GetRequiredService<RescoreRequests>().Ask(new VisitRequest { Leads = ["other"] }, TimeSpan.FromHours(1), default);

        world.Clock.Advance(TimeSpan.FromMinutes(45));
        await world.Quarter();

        Assert.Single(world.Queues.Bodies(QueueNames.Rescore));
    }

    private static Domain.Events.EmailAddress Ann =>
        Domain.Events.EmailAddress.TryParse("ann@acme.example", out var address) ? address : throw new InvalidOperationException();

    // The rows are there, the message is not, and the sender has no answer.
    private static async Task<World> Died()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        world.Operations.Before = operation => operation is { Place: QueueNames.Rescore, Kind: OperationKind.Send } ? Task.FromException(new ProcessKilledException()) : Task.CompletedTask;
        await Assert.ThrowsAsync<ProcessKilledException>(() => world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        world.Operations.Before = null;
        world.Kill();
        Assert.NotEmpty(world.Tables[TableNames.Leads].Rows);
        return world;
    }

    // Each process dies at its first call for a message of the queue.
    private static async Task Kill(World world, string queue, int times)
    {
        var (inHand, isDead) = (false, false);
        world.Operations.After = operation =>
        {
            if (operation.Kind == OperationKind.Receive)
                inHand = operation.Place == queue;
            return Task.CompletedTask;
        };
        world.Operations.Before = operation =>
        {
            // It is the next process that receives.
            isDead &= operation.Kind != OperationKind.Receive;
            inHand &= !operation.Place.EndsWith("-poison", StringComparison.Ordinal);
            if (!isDead && inHand && times > 0 && !operation.Place.StartsWith("lead-", StringComparison.Ordinal))
                (isDead, inHand, times) = (true, false, times - 1);
            return isDead ? Task.FromException(new ProcessKilledException()) : Task.CompletedTask;
        };
        await world.SettleAsHost();
    }
}
