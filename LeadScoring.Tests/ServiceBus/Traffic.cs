using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.ServiceBus;

/// <summary>The product's sender and several receivers at work, and whoever looks whether every promise of the topic was kept.</summary>
internal sealed class Traffic(TestBus bus) : IAsyncDisposable
{
    private const int Leads = 6, MessagesOfEach = 5, Receivers = 4;

    private readonly ServiceBusClient _receivers = bus.Connect(retries: 0, TimeSpan.FromSeconds(1));
    private readonly ConcurrentDictionary<string, int> _holders = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Lead, int Number)> _effects = new();
    private readonly ConcurrentBag<string> _shared = [];

    /// <summary>What was not as promised; none when all was.</summary>
    public IReadOnlyList<string> Findings
    {
        get
        {
            var effects = _effects.ToList();
            var findings = new List<string>();
            if (effects.Count != effects.Distinct().Count())
                findings.Add("a message had two effects");
            if (effects.Distinct().Count() != Leads * MessagesOfEach)
                findings.Add("a message is lost");
            if (effects.GroupBy(static effect => effect.Lead).Any(static lead => !lead.Select(static effect => effect.Number).SequenceEqual(lead.Select(static effect => effect.Number).Order())))
                findings.Add("the order of a lead is broken");
            if (!_shared.IsEmpty)
                findings.Add("a lead had two receivers");
            return findings;
        }
    }

    /// <summary>Sends every message, the first of each lead twice as after a crash of the outbox, then has all received.</summary>
    public async Task Run()
    {
        await using var sender = bus.Client.CreateSender(TestBus.Topic);
        var topic = new ServiceBusTopic(sender);
        for (var number = 0; number < MessagesOfEach; number++)
        {
            for (var lead = 0; lead < Leads; lead++)
                await topic.Send(Message($"lead-{lead}", number), default);
            if (number == 0)
                await topic.Send(Message("lead-0", 0), default);
        }

        // All hold a session before any receives, so that two could hold the same.
        var first = new List<ServiceBusSessionReceiver>();
        for (var i = 0; i < Receivers; i++)
            first.Add(Hold(await _receivers.AcceptNextSessionAsync(TestBus.Topic, TestBus.Subscription)));
        await Task.WhenAll(first.Select(Work));
    }

    public ValueTask DisposeAsync() => _receivers.DisposeAsync();

    private async Task Work(ServiceBusSessionReceiver? session)
    {
        for (; session is not null; session = await Next())
        {
            await foreach (var message in Received(session))
            {
                var id = message.MessageId.Split(':');
                _effects.Enqueue((id[0], int.Parse(id[^1], CultureInfo.InvariantCulture)));
                await session.CompleteMessageAsync(message);
            }

            _holders.AddOrUpdate(session.SessionId, 0, static (_, holders) => holders - 1);
            await session.DisposeAsync();
        }
    }

    // Null when nothing waits any more.
    private async Task<ServiceBusSessionReceiver?> Next()
    {
        while (bus.Waiting > 0)
        {
            try
            {
                return Hold(await _receivers.AcceptNextSessionAsync(TestBus.Topic, TestBus.Subscription));
            }
            catch (ServiceBusException none) when (none.Reason is ServiceBusFailureReason.ServiceTimeout)
            {
                // What waits is with another receiver.
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<ServiceBusReceivedMessage> Received(ServiceBusSessionReceiver session)
    {
        while (await session.ReceiveMessagesAsync(2, TimeSpan.FromMilliseconds(200)) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
                yield return message;
        }
    }

    private ServiceBusSessionReceiver Hold(ServiceBusSessionReceiver session)
    {
        if (_holders.AddOrUpdate(session.SessionId, 1, static (_, holders) => holders + 1) > 1)
            _shared.Add(session.SessionId);
        return session;
    }

    private static TopicMessage Message(string lead, int number) => new()
    {
        MessageId = $"{lead}:b2b-saas:{number}",
        SessionId = lead,
        Subject = "lead.qualified",
        Properties = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("type", "lead.qualified"),
        Json = Encoding.UTF8.GetBytes($$"""{ "subject": "{{lead}}" }"""),
    };
}
