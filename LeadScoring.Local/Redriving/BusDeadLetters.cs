using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.Redriving;

/// <summary>
/// Dead letters of a subscription of the Service Bus topic. Nobody can send to a subscription, so they go to the topic, marked with the subscription that is
/// meant; the rules of the others have to leave marked messages out. A dead-letter queue has no sessions, also where its subscription has.
/// </summary>
/// <param name="subscription">Its name.</param>
/// <param name="letters">Receives from its dead-letter queue.</param>
/// <param name="topic">Sends to the topic.</param>
internal sealed class BusDeadLetters(string subscription, ServiceBusReceiver letters, ServiceBusSender topic) : IStuck
{
    /// <summary>The application property that names the only subscription which is to take a message.</summary>
    public const string Mark = "redriveTo";

    private const int Most = 100;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    // What the broker, not the sender, wrote.
    private static readonly string[] Verdict = ["DeadLetterReason", "DeadLetterErrorDescription"];

    public string Name => $"{ServiceBusTopic.Name}/{subscription} dead letters";

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        var items = new List<StuckItem>();
        long from = 0;
        while (await letters.PeekMessagesAsync(Most, from, cancellation) is { Count: > 0 } page)
        {
            items.AddRange(page.Select(static message => new StuckItem(message.EnqueuedTime, $"message {message.MessageId}, {message.Subject}", $"{message.DeadLetterReason}: {message.DeadLetterErrorDescription}")));
            from = page[^1].SequenceNumber + 1;
        }

        return new StuckWork(items.Count, false, items);
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        // Not those that come back while this goes on, because what reads the subscription still fails: there would be no end.
        most = Math.Min(most, (await Look(cancellation)).Count);
        var moved = 0;
        while (moved < most && await letters.ReceiveMessagesAsync(Math.Min(Most, most - moved), Wait, cancellation) is { Count: > 0 } messages)
        {
            foreach (var message in messages.OrderBy(static message => message.SequenceNumber))
            {
                await topic.SendMessageAsync(Again(message), cancellation);
                await letters.CompleteMessageAsync(message, CancellationToken.None);
                moved++;
            }
        }

        return new MovedWork(moved, []);
    }

    /// <summary>The message to be sent: the same body with the same CloudEvents id, by which receivers know it, under another MessageId, which the topic does not know.</summary>
    internal ServiceBusMessage Again(ServiceBusReceivedMessage letter)
    {
        var again = new ServiceBusMessage(letter) { MessageId = IdOf(letter) };
        foreach (var name in Verdict)
            again.ApplicationProperties.Remove(name);
        again.ApplicationProperties[Mark] = subscription;
        return again;
    }

    // Of the place where it lies: sent twice because the command was killed in between, the topic takes it once; dead-lettered again, it lies at another place.
    private string IdOf(ServiceBusReceivedMessage letter)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{subscription}\n{letter.SequenceNumber}\n{letter.EnqueuedTime.UtcTicks}\n{letter.MessageId}");
        return "redrive:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 16));
    }
}
