using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Fakes;
using LeadScoring.Tests.Simulation;

using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Messaging;

public sealed class TopicStatusTests
{
    [Fact]
    public void The_reason_is_the_last_one_and_the_time_the_first_since_a_message_went()
    {
        var start = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var clock = new ManualClock(start);
        var status = new TopicStatus(clock);
        Assert.Null(status.Failure);

        status.Failed(TopicFailureReason.Unreachable);
        clock.Advance(TimeSpan.FromMinutes(5));
        status.Failed(TopicFailureReason.Unauthorized);

        Assert.Equal(new TopicFailure(TopicFailureReason.Unauthorized, start, start.AddMinutes(5)), status.Failure);
        status.Answered();
        Assert.Null(status.Failure);
    }

    [Fact]
    public async Task The_outbox_tells_why_it_waits_and_that_it_no_longer_does()
    {
        var world = new World();
        await world.Publish(Stories.Model, Stories.Yaml);
        var down = true;
        world.Operations.Before = operation => operation.Place == InMemoryTopic.Place && down
            ? Task.FromException(new TopicUnavailableException("down", null, TopicFailureReason.Throttled))
            : Task.CompletedTask;
        Assert.Equal(202, await world.Capture(Stories.Body(Stories.Hot("ann@acme.example", World.Start))));

        await world.Work(world.Process, QueueNames.Rescore, Assert.Single(await world.Queues.Receive(QueueNames.Rescore, 1, TimeSpan.FromSeconds(30))));
        var status = world.Process.GetRequiredService<TopicStatus>();
        Assert.Equal(TopicFailureReason.Throttled, status.Failure?.Reason);
        down = false;
        await world.Settle();

        Assert.Null(status.Failure);
        Assert.NotEmpty(world.Topic.Sent);
    }
}
