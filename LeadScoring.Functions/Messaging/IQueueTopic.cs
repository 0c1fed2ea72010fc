namespace LeadScoring.Functions.Messaging;

/// <summary>A topic that stands on storage queues, one per subscription: the local one. Service Bus has tools of its own to look at it.</summary>
public interface IQueueTopic : ITopic
{
    /// <summary>Roughly how many messages wait for a subscription; null when it does not exist.</summary>
    Task<int?> Depth(Subscription subscription, CancellationToken cancellation);

    /// <summary>Creates what is missing; called once at start.</summary>
    Task CreateMissing(CancellationToken cancellation);
}
