using Azure.Messaging.ServiceBus;
using Moq;

namespace LeadScoring.Tests.Standins;

/// <summary>What the publisher and the connectors rely on in Azure.Messaging.ServiceBus.</summary>
public sealed class ServiceBusContractTests
{
    private const string Connection = "Endpoint=sb://leads.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=a2V5";

    [Fact]
    public async Task A_sender_is_mocked_and_sees_the_message()
    {
        var sender = new Mock<ServiceBusSender>();
        var message = new ServiceBusMessage("{}") { MessageId = "m", SessionId = "lead", Subject = "lead.qualified", ApplicationProperties = { ["grade"] = "A" } };

        await sender.Object.SendMessageAsync(message, CancellationToken.None);

        sender.Verify(s => s.SendMessageAsync(It.Is<ServiceBusMessage>(m => m.MessageId == "m" && m.SessionId == "lead" && m.Body.ToString() == "{}"), It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task A_session_is_mocked_with_messages_from_the_factory()
    {
        var session = new Mock<ServiceBusSessionReceiver>();
        var client = new Mock<ServiceBusClient>();
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(new BinaryData("{}"), messageId: "m", sessionId: "lead", deliveryCount: 2, properties: new Dictionary<string, object> { ["grade"] = "A" });
        session.Setup(s => s.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync([message]);
        client.Setup(c => c.AcceptNextSessionAsync("lead-events", "crm", null, default)).ReturnsAsync(session.Object);

        await using var receiver = await client.Object.AcceptNextSessionAsync("lead-events", "crm");
        var received = Assert.Single(await receiver.ReceiveMessagesAsync(10));
        await receiver.CompleteMessageAsync(received);

        Assert.Equal(("m", "lead", 2, "A"), (received.MessageId, received.SessionId, received.DeliveryCount, received.ApplicationProperties["grade"]));
        session.Verify(s => s.CompleteMessageAsync(message, default), Times.Once);
    }

    [Fact]
    public void A_failure_says_whether_it_passes()
    {
        Assert.True(new ServiceBusException("busy", ServiceBusFailureReason.ServiceBusy).IsTransient);
        Assert.False(new ServiceBusException("large", ServiceBusFailureReason.MessageSizeExceeded).IsTransient);
        Assert.Equal(ServiceBusFailureReason.QuotaExceeded, new ServiceBusException(isTransient: false, "full", reason: ServiceBusFailureReason.QuotaExceeded).Reason);
    }

    [Fact]
    public void Ids_longer_than_the_broker_takes_are_refused_at_once()
    {
        Assert.Equal(128, new ServiceBusMessage { MessageId = new string('m', 128) }.MessageId.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { MessageId = new string('m', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { SessionId = new string('s', 129) });
    }

    [Fact]
    public async Task A_connection_names_its_namespace()
    {
        await using var client = new ServiceBusClient(Connection);
        await using var sender = client.CreateSender("lead-events");

        Assert.Equal(("leads.servicebus.windows.net", "lead-events"), (client.FullyQualifiedNamespace, sender.EntityPath));
    }

    [StandinFact]
    public async Task Connecting_names_the_missing_package_and_the_fix()
    {
        await using var client = new ServiceBusClient(Connection);
        await using var sender = client.CreateSender("lead-events");

        var sending = await Assert.ThrowsAsync<NotSupportedException>(() => sender.SendMessageAsync(new ServiceBusMessage("{}")));
        var receiving = await Assert.ThrowsAsync<NotSupportedException>(() => client.AcceptNextSessionAsync("lead-events", "crm"));

        Assert.All((string[])[sending.Message, receiving.Message], message => Assert.Contains("lacks Azure.Messaging.ServiceBus", message, StringComparison.Ordinal));
        Assert.Contains("artifacts/feed.props", sending.Message, StringComparison.Ordinal);
    }
}
