using Azure.Messaging.ServiceBus;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Topic;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.ServiceBus;

/// <summary>What the genuine client of Service Bus gets from the local bus.</summary>
[Needs(Need.Network)]
public sealed class LocalBusTests
{
    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await using var bus = new TestBus();
        await bus.Send("a:b2b:1", "a");

        await using var session = await bus.AcceptNext();
        var message = await session.ReceiveMessageAsync();

        Assert.Equal(("a", "a:b2b:1", "body of a:b2b:1", "lead.qualified", 1), (session.SessionId, message.MessageId, message.Body.ToString(), message.Subject, message.DeliveryCount));
        Assert.Equal("lead.qualified", message.ApplicationProperties["type"]);
    }

    [Fact]
    public async Task A_batch_is_the_messages_in_it()
    {
        await using var bus = new TestBus();
        await using var sender = bus.Client.CreateSender(TestBus.Topic);

        await sender.SendMessagesAsync([TestBus.Message("a1", "a"), TestBus.Message("a2", "a"), TestBus.Message("a1", "a")]);

        await using var session = await bus.Accept("a");
        Assert.Equal(["a1", "a2"], (await session.ReceiveMessagesAsync(10)).Select(static message => message.MessageId));
    }

    [Fact]
    public async Task A_subscription_gets_what_its_rule_takes()
    {
        await using var bus = new TestBus();

        await bus.Send("a1", "a", "lead.qualified");
        await bus.Send("a2", "a", "lead.inquired");

        await using var marketing = await bus.Client.AcceptSessionAsync(TestBus.Topic, "marketing", "a");
        Assert.Equal("a2", (await marketing.ReceiveMessageAsync()).MessageId);
        Assert.Equal(2, bus.Waiting);
    }

    [Fact]
    public async Task What_the_app_says_about_itself_is_for_operations_and_comes_once()
    {
        await using var bus = new TestBus();

        await bus.Send("system.review.due:b2b-saas:3", "b2b-saas", "system.review.due");
        await bus.Send("system.review.due:b2b-saas:3", "b2b-saas", "system.review.due");

        await using var session = await bus.Client.AcceptSessionAsync(TestBus.Topic, "operations", "b2b-saas");
        Assert.Equal("system.review.due:b2b-saas:3", Assert.Single(await session.ReceiveMessagesAsync(10)).MessageId);
        Assert.Equal(0, bus.Waiting);
    }

    [Fact]
    public async Task A_session_has_one_receiver_until_it_leaves()
    {
        await using var bus = new TestBus();
        await bus.Send("a1", "a");
        var first = await bus.Accept("a");

        var held = await Assert.ThrowsAsync<ServiceBusException>(() => bus.Accept("a"));
        await first.DisposeAsync();
        await using var second = await bus.Accept("a");

        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, held.Reason);
        Assert.Equal("a1", (await second.ReceiveMessageAsync()).MessageId);
    }

    [Fact]
    public async Task Who_waits_gets_the_next_session_that_has_a_message()
    {
        await using var bus = new TestBus();
        var waiting = bus.AcceptNext();

        await bus.Send("a1", "a");

        await using var session = await waiting;
        Assert.Equal("a", session.SessionId);
    }

    [Fact]
    public async Task Where_no_session_has_messages_the_client_is_told_in_time()
    {
        await using var bus = new TestBus();
        await using var impatient = new ServiceBusClient(bus.Bus.ConnectionString, new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(1) } });

        var none = await Assert.ThrowsAsync<ServiceBusException>(() => impatient.AcceptNextSessionAsync(TestBus.Topic, TestBus.Subscription));

        Assert.Equal(ServiceBusFailureReason.ServiceTimeout, none.Reason);
    }

    [Fact]
    public async Task A_receiver_without_a_session_is_refused()
    {
        await using var bus = new TestBus();
        await using var receiver = bus.Client.CreateReceiver(TestBus.Topic, TestBus.Subscription);

        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync());
    }

    [Fact]
    public async Task What_is_given_back_comes_again_in_its_place_and_the_tenth_time_is_the_last()
    {
        await using var bus = new TestBus();
        await bus.Send("a1", "a");
        await bus.Send("a2", "a");
        await using var session = await bus.Accept("a");

        for (var delivery = 1; delivery <= 10; delivery++)
        {
            var message = await session.ReceiveMessageAsync();
            Assert.Equal(("a1", delivery), (message.MessageId, message.DeliveryCount));
            await session.AbandonMessageAsync(message);
        }

        Assert.Equal("a2", (await session.ReceiveMessageAsync()).MessageId);
        Assert.Equal("MaxDeliveryCountExceeded", Assert.Single(bus.DeadLetters).Dead?.Reason);
    }

    [Fact]
    public async Task A_message_without_a_session_is_a_dead_letter()
    {
        await using var bus = new TestBus();

        await bus.Send("a1", session: null);

        Assert.Equal("Session id is null.", Assert.Single(bus.DeadLetters).Dead?.Reason);
    }

    [Fact]
    public async Task A_dead_letter_says_why_and_is_read_without_a_session()
    {
        await using var bus = new TestBus();
        await bus.Send("a1", "a");
        await using var session = await bus.Accept("a");

        await session.DeadLetterMessageAsync(await session.ReceiveMessageAsync(), "unknown-type", "Fix: add it.");

        await using var letters = bus.Client.CreateReceiver(TestBus.Topic, TestBus.Subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var seen = Assert.Single(await letters.PeekMessagesAsync(10, 0));
        Assert.Equal(("a1", "unknown-type", "Fix: add it."), (seen.MessageId, seen.DeadLetterReason, seen.DeadLetterErrorDescription));
        await letters.CompleteMessageAsync(await letters.ReceiveMessageAsync());
        Assert.Empty(bus.DeadLetters);
    }

    [Fact]
    public async Task A_lock_that_runs_out_gives_the_lead_to_the_next_and_counts_as_a_delivery()
    {
        await using var bus = new TestBus();
        await bus.Send("a1", "a");
        await using var late = await bus.Accept("a");
        var message = await late.ReceiveMessageAsync();

        bus.Bus.ExpireLocks();

        await IsLost(() => late.CompleteMessageAsync(message));
        await using var next = await bus.Accept("a");
        Assert.Equal(2, (await next.ReceiveMessageAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_lock_that_is_renewed_lasts_longer_and_one_that_is_not_runs_out()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var bus = new TestBus(clock: clock);
        await bus.Send("a1", "a");
        await using var session = await bus.Accept("a");
        var message = await session.ReceiveMessageAsync();

        clock.Advance(TimeSpan.FromSeconds(50));
        await session.RenewSessionLockAsync();
        clock.Advance(TimeSpan.FromSeconds(50));
        await session.RenewSessionLockAsync();
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(1), session.SessionLockedUntil);
        clock.Advance(TimeSpan.FromSeconds(61));

        await Eventually.True(() => bus.Bus.Topic.Peek(bus.Place(), "a", 0, 1) is [{ Deliveries: 1, Lock: null }]);
        await IsLost(() => session.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task What_is_noted_about_a_session_is_there_for_the_next_who_has_it()
    {
        await using var bus = new TestBus();
        await using (var first = await bus.Accept("a"))
        {
            Assert.Null(await first.GetSessionStateAsync());
            await first.SetSessionStateAsync(BinaryData.FromString("17"));
        }

        await using var second = await bus.Accept("a");
        Assert.Equal("17", (await second.GetSessionStateAsync()).ToString());
    }

    [Fact]
    public async Task An_id_is_remembered_for_seven_days_and_then_forgotten()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await using var bus = new TestBus(new BusOptions(), clock);

        await bus.Send("a1", "a");
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await bus.Send("a1", "a");
        Assert.Equal(1, bus.Waiting);
        clock.Advance(TimeSpan.FromSeconds(1));
        await bus.Send("a1", "a");

        Assert.Equal(2, bus.Waiting);
    }

    [Theory]
    [InlineData("no-such-topic", null)]
    [InlineData(TestBus.Topic, "no-such-subscription")]
    public async Task What_is_not_there_is_not_found(string topic, string? subscription)
    {
        await using var bus = new TestBus();

        var missing = await Assert.ThrowsAsync<ServiceBusException>(async () =>
        {
            if (subscription is null)
                await bus.Client.CreateSender(topic).SendMessageAsync(TestBus.Message("a1", "a"));
            else
                await bus.Client.AcceptSessionAsync(topic, subscription, "a");
        });

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, missing.Reason);
    }

    // The client closes a receiver with its link, and says that instead once it has noticed.
    private static async Task IsLost(Func<Task> settle)
    {
        var lost = await Assert.ThrowsAnyAsync<Exception>(settle);
        Assert.True(lost is ServiceBusException { Reason: ServiceBusFailureReason.SessionLockLost } or ObjectDisposedException, lost.ToString());
    }

    [Theory]
    [InlineData("bG9jYWw=")]
    [InlineData("")]
    public async Task A_client_with_another_key_neither_sends_nor_receives(string key)
    {
        await using var bus = new TestBus();
        await bus.Send("a1", "a");
        var right = ServiceBusConnectionStringProperties.Parse(bus.Bus.ConnectionString).SharedAccessKey;
        var text = bus.Bus.ConnectionString.Replace(right, key.Length > 0 ? key : Convert.ToBase64String(new byte[32]), StringComparison.Ordinal);
        await using var stranger = new ServiceBusClient(text, new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(5) } });

        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => stranger.CreateSender(TestBus.Topic).SendMessageAsync(TestBus.Message("b1", "b")));
        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => stranger.AcceptNextSessionAsync(TestBus.Topic, TestBus.Subscription));

        Assert.Equal(1, bus.Waiting);
    }
}
