using Azure.Messaging.ServiceBus;
using LeadScoring.Local.Redriving;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Redriving;

/// <summary>Dead letters with the genuine client over AMQP.</summary>
[Needs(Need.Network)]
public sealed class RedriveOnBusTests : IAsyncLifetime
{
    private readonly TestBus _bus = TestBus.Start();

    public async Task InitializeAsync()
    {
        foreach (var id in (string[])["a1", "a2", "a3"])
            await _bus.Send(id, "a", "lead.inquired");
        await using var session = await _bus.Accept("a");
        foreach (var message in await session.ReceiveMessagesAsync(3))
            await session.DeadLetterMessageAsync(message, "missing-field", "data.lead.email");
        await Take("marketing", 3);
    }

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    [Fact]
    public async Task They_are_shown_with_their_reason_and_stay()
    {
        var stuck = await Letters().Look(default);

        Assert.Equal(["message a1, lead.inquired", "message a2, lead.inquired", "message a3, lead.inquired"], stuck.Items.Select(static item => item.What));
        Assert.All(stuck.Items, static item => Assert.Equal("missing-field: data.lead.email", item.Reason));
        Assert.Equal(3, _bus.DeadLetters.Count);
    }

    [Fact]
    public async Task Moved_they_come_again_in_order_to_their_subscription_alone()
    {
        var moved = await Letters().Move(int.MaxValue, default);

        Assert.Equal((3, 0), (moved.Count, _bus.DeadLetters.Count));
        Assert.Equal(["body of a1", "body of a2", "body of a3"], await Take(TestBus.Subscription, 3));
        Assert.Empty(_bus.Bus.Topic.Peek(_bus.Place("marketing"), null, 0, 10));
    }

    [Fact]
    public async Task A_letter_whose_completion_was_lost_is_sent_twice_and_comes_once()
    {
        _bus.Faults.Settlements.Add(BusFault.CutBefore);
        await Assert.ThrowsAnyAsync<Exception>(() => Letters().Move(1, default));

        // The letter is given to others when its receiver is gone.
        await Eventually.True(async () => (await Letters().Move(int.MaxValue, default)).Count > 0 || _bus.DeadLetters.Count == 0);
        await Eventually.True(async () =>
        {
            await Letters().Move(int.MaxValue, default);
            return _bus.DeadLetters.Count == 0;
        });

        Assert.Equal(["body of a1", "body of a2", "body of a3"], (await Take(TestBus.Subscription, 3)).Order(StringComparer.Ordinal));
        Assert.Equal(0, _bus.Waiting);
    }

    private BusDeadLetters Letters() => new(
        TestBus.Subscription,
        _bus.Client.CreateReceiver(TestBus.Topic, TestBus.Subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }),
        _bus.Client.CreateSender(TestBus.Topic));

    private async Task<IReadOnlyList<string>> Take(string subscription, int count)
    {
        await using var session = await _bus.Client.AcceptSessionAsync(TestBus.Topic, subscription, "a");
        var taken = new List<string>();
        while (taken.Count < count)
        {
            var message = await session.ReceiveMessageAsync();
            taken.Add(message.Body.ToString());
            await session.CompleteMessageAsync(message);
        }

        return taken;
    }
}
