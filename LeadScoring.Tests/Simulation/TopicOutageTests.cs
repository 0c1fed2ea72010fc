using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Simulation;

/// <summary>The topic fails: nothing is poisoned or parked, the order per lead is kept, and everything is told when it is back.</summary>
public sealed class TopicOutageTests
{
    [Fact]
    public async Task Hours_without_a_topic_delay_messages_and_lose_none()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        var back = World.Start.AddHours(6);
        world.Operations.Before = operation => operation.Place == InMemoryTopic.Place && world.Clock.GetUtcNow() < back
            ? Task.FromException(new TopicUnavailableException("down"))
            : Task.CompletedTask;

        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        await world.Work(world.NewProcess(), QueueNames.Rescore, Assert.Single(await world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromSeconds(30))));
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.ContactUs("ann@acme.example", World.Start))));
        await world.Settle();

        Assert.True(world.Clock.GetUtcNow() >= back);
        Assert.Equal(["lead.qualified", "lead.inquired", "lead.signal"], world.Topic.Sent.Select(message => message.Subject));
        Assert.Empty(world.Tables[Functions.Storage.TableNames.Parked].Rows);
        Assert.Empty(world.Queues.Bodies(QueueNames.Poison(QueueNames.Rescore)));
    }

    [Fact]
    public async Task A_message_that_is_refused_for_good_is_kept_with_its_reason_and_the_next_goes_on()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        var refused = false;
        world.Operations.Before = operation =>
        {
            if (operation.Place != InMemoryTopic.Place || refused)
                return Task.CompletedTask;
            refused = true;
            return Task.FromException(new TopicRefusedException("too large"));
        };

        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));
        await world.Settle();
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.ContactUs("ann@acme.example", World.Start))));
        await world.Settle();

        Assert.Equal(["lead.inquired", "lead.signal"], world.Topic.Sent.Select(message => message.Subject));
        var parked = Assert.Single(world.Tables[Functions.Storage.TableNames.Parked].Rows);
        Assert.Equal("too large", parked.GetString("reason"));
    }
}
