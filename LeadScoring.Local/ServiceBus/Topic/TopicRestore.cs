namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>Makes the topic of its journal, and the shortest journal of the topic.</summary>
internal static class TopicRestore
{
    /// <summary>Repeats what happened.</summary>
    public static void Repeat(TopicState state, TopicRecord record)
    {
        var subscription = record.Subscription is { } name ? state.Find(name) : null;
        switch (record.Kind)
        {
            case TopicRecord.Sent:
                state.Add(record.Sequence, record.ToSent(), record.To);
                break;
            case TopicRecord.Seen when record is { MessageId: { } id, At: { } at }:
                state.Ids.Add(id, at);
                break;
            case TopicRecord.Done when subscription is not null:
                Remove(subscription.Messages, record.Sequence);
                Remove(subscription.DeadLetters, record.Sequence);
                break;
            case TopicRecord.Dead when subscription?.Messages.Find(record.Sequence) is { } message:
                TopicState.Bury(subscription, message, new DeadLetterReason(record.Reason ?? "", record.Description ?? ""));
                break;
            case TopicRecord.State when subscription is not null && record.SessionId is { } session:
                if (record.Content is { } content)
                    subscription.States[session] = content;
                else
                    subscription.States.Remove(session);
                break;
        }
    }

    /// <summary>What has to be written down so that <see cref="Repeat"/> makes the same topic.</summary>
    public static IEnumerable<TopicRecord> Shortest(TopicState state)
    {
        foreach (var (id, at) in state.Ids.Seen)
            yield return new TopicRecord { Kind = TopicRecord.Seen, MessageId = id, At = at };
        // Of two subscriptions that have a message each has its own copy.
        var messages = state.Subscriptions.SelectMany(static subscription => subscription.Messages.Messages.Concat(subscription.DeadLetters.Messages).Select(message => (subscription, message)));
        foreach (var copies in messages.GroupBy(static copy => copy.message.Sequence).OrderBy(static copies => copies.Key))
        {
            yield return TopicRecord.Of(copies.Key, copies.First().message.Sent, [.. copies.Select(static copy => copy.subscription.Name)]);
            foreach (var (subscription, message) in copies.Where(static copy => copy.message is { Dead: not null, Sent.SessionId: not null }))
                yield return TopicRecord.Of(subscription.Name, message, message.Dead!);
        }

        foreach (var subscription in state.Subscriptions)
        {
            foreach (var (session, content) in subscription.States)
                yield return new TopicRecord { Kind = TopicRecord.State, Subscription = subscription.Name, SessionId = session, Content = content };
        }
    }

    private static void Remove(MessageQueue queue, long sequence)
    {
        if (queue.Find(sequence) is { } message)
            queue.Remove(message);
    }
}
