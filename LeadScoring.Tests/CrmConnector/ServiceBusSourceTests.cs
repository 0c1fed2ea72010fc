using Azure.Messaging.ServiceBus;

using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Sources;

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
        Holds(_ann, [Message("a1"), Message("a2")], [Message("a3")], []);
        Holds(_bob, [Message("b1")], []);
        await using var source = Source();

        Assert.Equal(["a1", "a2"], await Ids(source));
        Assert.Equal(["a3"], await Ids(source));
        Assert.Empty(await Ids(source));
        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
        Assert.Equal(["b1"], await Ids(source));
    }

    [Fact]
    public async Task The_body_is_the_message_s()
    {
        Sessions(_ann.Object);
        Holds(_ann, [Message("a1")]);
        await using var source = Source();

        Assert.Equal("body of a1", Assert.Single(await source.Receive(default)).Body.ToString());
    }

    [Fact]
    public async Task When_no_lead_has_anything_to_say_there_is_nothing()
    {
        _client.Setup(static client => client.AcceptNextSessionAsync("lead-events", "crm-sync", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new ServiceBusException("none", ServiceBusFailureReason.ServiceTimeout));
        await using var source = Source();

        Assert.Empty(await source.Receive(default));
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.SessionLockLost)]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem)]
    public async Task After_a_failure_another_session_is_taken(ServiceBusFailureReason reason)
    {
        Sessions(_ann.Object, _bob.Object);
        _ann.Setup(static session => session.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("lost", reason));
        Holds(_bob, [Message("b1")]);
        await using var source = Source();

        await Assert.ThrowsAsync<ServiceBusException>(() => source.Receive(default));

        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
        Assert.Equal(["b1"], await Ids(source));
    }

    [Fact]
    public async Task A_message_is_settled_in_its_session()
    {
        Sessions(_ann.Object);
        var (one, two) = (Message("a1"), Message("a2"));
        Holds(_ann, [one, two]);
        await using var source = Source();
        var deliveries = await source.Receive(default);

        await source.Complete(deliveries[0], default);
        await source.DeadLetter(deliveries[1], new Verdict("unknown-type", "Fix: add it."), default);

        _ann.Verify(session => session.CompleteMessageAsync(one, It.IsAny<CancellationToken>()), Times.Once);
        _ann.Verify(session => session.DeadLetterMessageAsync(two, "unknown-type", "Fix: add it.", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Given_back_are_all_and_with_them_the_session_so_that_the_order_stays()
    {
        Sessions(_ann.Object, _bob.Object);
        Holds(_ann, [Message("a1"), Message("a2")]);
        await using var source = Source();
        var deliveries = await source.Receive(default);

        await source.Abandon(deliveries, default);

        _ann.Verify(static session => session.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), null, It.IsAny<CancellationToken>()), Times.Exactly(2));
        _ann.Verify(static session => session.DisposeAsync(), Times.Once);
        var late = await Assert.ThrowsAsync<ServiceBusException>(() => source.Complete(deliveries[0], default));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, late.Reason);
    }

    private ServiceBusSource Source() => new(_client.Object, "lead-events", "crm-sync");

    private void Sessions(params ServiceBusSessionReceiver[] sessions) => _client
        .Setup(static client => client.AcceptNextSessionAsync("lead-events", "crm-sync", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()))
        .Returns(new Queue<ServiceBusSessionReceiver>(sessions) is var queue ? () => Task.FromResult(queue.Dequeue()) : null!);

    private static void Holds(Mock<ServiceBusSessionReceiver> session, params ServiceBusReceivedMessage[][] batches) => session
        .Setup(static receiver => receiver.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
        .Returns(new Queue<ServiceBusReceivedMessage[]>(batches) is var queue ? () => Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(queue.Dequeue()) : null!);

    private static ServiceBusReceivedMessage Message(string id) => ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData("body of " + id), messageId: id);

    private static async Task<IEnumerable<string>> Ids(ServiceBusSource source) => (await source.Receive(default)).Select(static delivery => delivery.MessageId);
}
