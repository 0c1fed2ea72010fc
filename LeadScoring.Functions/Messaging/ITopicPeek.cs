namespace LeadScoring.Functions.Messaging;

/// <summary>A topic whose messages can be looked at without taking them: the local one. Service Bus has tools of its own for that.</summary>
public interface ITopicPeek
{
    /// <summary>Most messages that one look shows: what a storage queue lets one see.</summary>
    const int Most = 32;

    /// <summary>The oldest messages of a subscription that are still there, at most <see cref="Most"/>.</summary>
    Task<IReadOnlyList<TopicMessage>> Peek(Subscription subscription, int most, CancellationToken cancellation);

    /// <summary>Roughly how many messages wait for a subscription; null when it does not exist.</summary>
    Task<int?> Depth(Subscription subscription, CancellationToken cancellation);
}
