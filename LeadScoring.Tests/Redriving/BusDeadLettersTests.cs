using Azure.Messaging.ServiceBus;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Files;
using LeadScoring.Local.Redriving;
using LeadScoring.Local.Storage;
using Microsoft.Extensions.Configuration;
using Moq;

namespace LeadScoring.Tests.Redriving;

public sealed class BusDeadLettersTests
{
    private readonly Mock<ServiceBusReceiver> _letters = new();
    private readonly Mock<ServiceBusSender> _topic = new();
    private readonly List<string> _done = [];
    private readonly List<ServiceBusMessage> _sent = [];

    public BusDeadLettersTests()
    {
        _topic.Setup(static topic => topic.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusMessage message, CancellationToken _) =>
            {
                _sent.Add(message);
                _done.Add($"send {message.Body}");
                return Task.CompletedTask;
            });
        _letters.Setup(static letters => letters.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()))
            .Returns((ServiceBusReceivedMessage message, CancellationToken _) =>
            {
                _done.Add($"complete {message.Body}");
                return Task.CompletedTask;
            });
    }

    [Fact]
    public async Task Dead_letters_are_listed_with_their_reason_and_stay()
    {
        _letters.Setup(static letters => letters.PeekMessagesAsync(It.IsAny<int>(), 0, It.IsAny<CancellationToken>())).ReturnsAsync([Letter(3), Letter(7)]);
        _letters.Setup(static letters => letters.PeekMessagesAsync(It.IsAny<int>(), 8, It.IsAny<CancellationToken>())).ReturnsAsync([Letter(9)]);
        _letters.Setup(static letters => letters.PeekMessagesAsync(It.IsAny<int>(), 10, It.IsAny<CancellationToken>())).ReturnsAsync([]);

        var stuck = await Place().Look(default);

        Assert.Equal((3, false), (stuck.Count, stuck.IsAtLeast));
        Assert.Equal(("message k:b2b:3, lead.qualified", "missing-field: data.lead.email"), (stuck.Items[0].What, stuck.Items[0].Reason));
        Assert.Empty(_done);
    }

    [Fact]
    public async Task Each_dead_letter_is_sent_in_order_before_it_is_completed()
    {
        Holds([Letter(7), Letter(3)], []);

        var moved = await Place().Move(int.MaxValue, default);

        Assert.Equal(2, moved.Count);
        Assert.Equal(["send body of 3", "complete body of 3", "send body of 7", "complete body of 7"], _done);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_sent_stays()
    {
        Holds([Letter(3)], []);
        _topic.Setup(static topic => topic.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("away", ServiceBusFailureReason.ServiceBusy));

        await Assert.ThrowsAsync<ServiceBusException>(() => Place().Move(int.MaxValue, default));

        Assert.Empty(_done);
    }

    [Fact]
    public async Task A_dead_letter_that_comes_back_during_the_redrive_is_left()
    {
        Holds([Letter(3), Letter(7)]);
        var number = 7;
        _letters.Setup(static letters => letters.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(() => [Letter(++number)]);

        Assert.Equal(2, (await Place().Move(int.MaxValue, default)).Count);
    }

    [Fact]
    public async Task The_limit_holds()
    {
        Holds([Letter(1), Letter(2), Letter(3)]);
        _letters.Setup(static letters => letters.ReceiveMessagesAsync(2, It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync([Letter(1), Letter(2)]);

        Assert.Equal(2, (await Place().Move(2, default)).Count);
        _letters.Verify(static letters => letters.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task A_redriven_message_has_another_id_and_is_for_one_subscription_only()
    {
        Holds([Letter(3)], []);

        await Place().Move(int.MaxValue, default);

        var again = Assert.Single(_sent);
        Assert.Equal(("body of 3", "k", "lead.qualified", "application/cloudevents+json"), (again.Body.ToString(), again.SessionId, again.Subject, again.ContentType));
        Assert.NotEqual("k:b2b:3", again.MessageId);
        Assert.InRange(again.MessageId.Length, 1, 128);
        Assert.Equal(["grade=A1", "redriveTo=crm-sync", "type=lead.qualified"], again.ApplicationProperties.Select(static property => $"{property.Key}={property.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_dead_letter_gets_the_same_id_and_a_returned_one_another()
    {
        var id = Place().Again(Letter(3)).MessageId;

        Assert.Equal(id, Place().Again(Letter(3)).MessageId);
        Assert.NotEqual(id, Place().Again(Letter(4)).MessageId);
        Assert.NotEqual(id, new BusDeadLetters("marketing", _letters.Object, _topic.Object).Again(Letter(3)).MessageId);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_rules_of_other_subscriptions_are_checked()
    {
        await using var store = new Store(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]).Build(), null);
        var order = new RedriveOrder { Kind = RedriveOrder.DeadLetters, Go = true };

        var refused = Assert.Throws<CommandException>(() => Redriver.Places(store, new Mock<ServiceBusClient>().Object, order));

        Assert.Equal("LS-REDRIVE-001", refused.Code);
        Assert.Contains("--rules-checked", refused.Message, StringComparison.Ordinal);
        var bus = new Mock<ServiceBusClient>();
        bus.Setup(static client => client.CreateReceiver("lead-events", It.IsAny<string>(), It.Is<ServiceBusReceiverOptions>(options => options.SubQueue == SubQueue.DeadLetter))).Returns(_letters.Object);
        Assert.Equal(["lead-events/crm-sync dead letters", "lead-events/marketing dead letters", "lead-events/operations dead letters"], Redriver.Places(store, bus.Object, order with { RulesChecked = true }).Select(static place => place.Name));
    }

    private BusDeadLetters Place() => new("crm-sync", _letters.Object, _topic.Object);

    // What is there at the start, in the batches in which it is received.
    private void Holds(params IReadOnlyList<ServiceBusReceivedMessage>[] batches)
    {
        _letters.Setup(static letters => letters.PeekMessagesAsync(It.IsAny<int>(), 0, It.IsAny<CancellationToken>())).ReturnsAsync([.. batches.SelectMany(static batch => batch)]);
        var sequence = _letters.SetupSequence(static letters => letters.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()));
        foreach (var batch in batches)
            sequence.ReturnsAsync(batch);
    }

    private static ServiceBusReceivedMessage Letter(long number) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        new BinaryData($"body of {number}"),
        messageId: $"k:b2b:{number}",
        sessionId: "k",
        subject: "lead.qualified",
        contentType: "application/cloudevents+json",
        timeToLive: TimeSpan.FromDays(14),
        properties: new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["type"] = "lead.qualified",
            ["grade"] = "A1",
            ["DeadLetterReason"] = "missing-field",
            ["DeadLetterErrorDescription"] = "data.lead.email",
        },
        sequenceNumber: number,
        enqueuedTime: new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
}
