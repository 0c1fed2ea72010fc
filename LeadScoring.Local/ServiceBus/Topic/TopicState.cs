using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>What the topic holds. Not thread-safe: <see cref="BusTopic"/> is.</summary>
internal sealed class TopicState(BusOptions options)
{
    /// <summary>The number of the last message that came.</summary>
    public long Sequence { get; private set; }

    public DuplicateDetection Ids { get; } = new(options.DuplicateWindow);

    public IReadOnlyList<BusSubscription> Subscriptions { get; } = [.. LocalTopic.Subscriptions.Select(rule => new BusSubscription(rule, options))];

    public BusSubscription? Find(string name) => Subscriptions.FirstOrDefault(subscription => string.Equals(subscription.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the topic has had that message.</summary>
    public bool IsDuplicate(SentMessage sent) => options.DetectsDuplicates && sent.MessageId is { } id && Ids.Has(id, sent.Enqueued);

    /// <summary>Gives a message to every subscription whose rule takes it.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="to">Only these subscriptions; null for all.</param>
    public void Add(long sequence, SentMessage sent, IReadOnlyCollection<string>? to = null)
    {
        Sequence = Math.Max(Sequence, sequence);
        if (sent.MessageId is { } id)
            Ids.Add(id, sent.Enqueued);
        foreach (var subscription in Subscriptions.Where(subscription => to is null ? subscription.Takes(sent) : to.Contains(subscription.Name)))
        {
            var message = new BusMessage(sequence, sent);
            if (sent.SessionId is null)
                Bury(subscription, message, new DeadLetterReason("Session id is null.", "The subscription requires sessions."));
            else
                subscription.Messages.Add(message);
        }
    }

    /// <summary>Makes a message a dead letter.</summary>
    public static void Bury(BusSubscription subscription, BusMessage message, DeadLetterReason why)
    {
        subscription.Messages.Remove(message);
        (message.Dead, message.Deliveries) = (why, 0);
        subscription.DeadLetters.Add(message);
    }
}
