using Azure.Messaging.ServiceBus;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Sources;
using LeadScoring.Domain.Leads;
using Moq;

namespace LeadScoring.Tests.CrmConnector;

public sealed class ServiceBusSourceTests
{
    private readonly Mock<ServiceBusClient> _client = new();
    private readonly Mock<ServiceBusSessionReceiver> _ann = new();
    private readonly Mock<ServiceBusSessionReceiver> _bob = new();

    [Fact]
    public async Task One_lead_after_the_other_is_taken_each_in_order()
    {
        Sessions(_ann.Object, _bob.Object);
        Holds(_ann, Message("a1"), Message("a2"));
        Holds(_bob, Message("b1"));
        await using var source = Source(1);

        Assert.Equal(["a1", "a2"], await Ids(source));
        _ann.Verify(static session => session.DisposeAsync(), Times.Never);
        Assert.Equal(["b1"], await Ids(source));
        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
    }

    [Fact]
    public async Task Leads_that_have_messages_at_the_same_time_are_handled_together()
    {
        Sessions(_ann.Object, _bob.Object);
        Holds(_ann, Message("a1"), Message("a2"));
        Holds(_bob, Message("b1"));
        await using var source = Source(2);

        Assert.Equal(["a1", "a2", "b1"], await Ids(source));
    }

    [Fact]
    public async Task The_body_is_the_message_s()
    {
        Sessions(_ann.Object);
        Holds(_ann, Message("a1"));
        await using var source = Source(1);

        Assert.Equal("body of a1", Assert.Single(await source.Receive(default)).Body.ToString());
    }

    [Fact]
    public async Task When_no_lead_has_anything_to_say_there_is_nothing()
    {
        _client.Setup(static client => client.AcceptNextSessionAsync("lead-events", "crm-sync", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new ServiceBusException("none", ServiceBusFailureReason.ServiceTimeout));
        await using var source = Source(2);

        Assert.Empty(await source.Receive(default));
    }

    [Fact]
    public async Task After_a_failure_another_session_is_taken()
    {
        Sessions(_ann.Object, _bob.Object);
        Fails(_ann, ServiceBusFailureReason.ServiceCommunicationProblem);
        Holds(_bob, Message("b1"));
        await using var source = Source(1);

        await Assert.ThrowsAsync<ServiceBusException>(() => source.Receive(default));

        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
        Assert.Equal(["b1"], await Ids(source));
    }

    [Fact]
    public async Task A_session_that_was_lost_before_a_message_was_taken_is_no_failure()
    {
        Sessions(_ann.Object, _bob.Object);
        Fails(_ann, ServiceBusFailureReason.SessionLockLost);
        Holds(_bob, Message("b1"));
        await using var source = Source(1);

        Assert.Empty(await source.Receive(default));
        Assert.Equal(["b1"], await Ids(source));
    }

    [Fact]
    public async Task One_lead_that_fails_does_not_keep_another_waiting()
    {
        Sessions(_ann.Object, _bob.Object);
        Fails(_ann, ServiceBusFailureReason.ServiceCommunicationProblem);
        Holds(_bob, Message("b1"));
        await using var source = Source(2);

        Assert.Equal(["b1"], await Ids(source));
    }

    [Fact]
    public async Task A_message_is_settled_in_its_session()
    {
        Sessions(_ann.Object, _bob.Object);
        var (one, two) = (Message("a1"), Message("b1"));
        Holds(_ann, one);
        Holds(_bob, two);
        await using var source = Source(2);
        var deliveries = await source.Receive(default);

        await source.Complete(deliveries[0], default);
        await source.DeadLetter(deliveries[1], new Verdict("unknown-type", "Fix: add it."), default);

        _ann.Verify(session => session.CompleteMessageAsync(one, It.IsAny<CancellationToken>()), Times.Once);
        _bob.Verify(session => session.DeadLetterMessageAsync(two, "unknown-type", "Fix: add it.", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Given_back_are_all_and_with_them_the_session_so_that_the_order_stays()
    {
        Sessions(_ann.Object);
        Holds(_ann, Message("a1"), Message("a2"));
        await using var source = Source(1);
        var deliveries = await source.Receive(default);

        await source.Abandon(deliveries, default);

        _ann.Verify(static session => session.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<CancellationToken>()), Times.Exactly(2));
        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
    }

    private ServiceBusSource Source(int sessions) => new(_client.Object, "lead-events", "crm-sync", sessions, TimeProvider.System);

    // After these no lead has anything to say for as long as anybody asks.
    private void Sessions(params ServiceBusSessionReceiver[] sessions) => _client
        .Setup(static client => client.AcceptNextSessionAsync("lead-events", "crm-sync", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()))
        .Returns(new Queue<ServiceBusSessionReceiver>(sessions) is var queue
            ? () => queue.TryDequeue(out var session) ? Task.FromResult(session) : Task.FromException<ServiceBusSessionReceiver>(new ServiceBusException("none", ServiceBusFailureReason.ServiceTimeout))
            : null!);

    private static void Holds(Mock<ServiceBusSessionReceiver> session, params ServiceBusReceivedMessage[] messages) => session
        .Setup(static receiver => receiver.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(messages);

    private static void Fails(Mock<ServiceBusSessionReceiver> session, ServiceBusFailureReason reason) => session
        .Setup(static receiver => receiver.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("lost", reason));

    private static ServiceBusReceivedMessage Message(string id) => ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData("body of " + id), messageId: id);

    private static async Task<IEnumerable<string>> Ids(ServiceBusSource source) => (await source.Receive(default)).Select(static delivery => delivery.MessageId);
}
