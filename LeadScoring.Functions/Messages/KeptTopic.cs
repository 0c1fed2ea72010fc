using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>
/// The local topic with a memory: what it carried can be looked at for some days, also after a connector took it from its queue. A message is kept after it was sent; where
/// that fails it is sent again, as after any crash.
/// </summary>
public sealed class KeptTopic(IQueueTopic topic, MessageStore kept) : IQueueTopic
{
    public async Task Send(TopicMessage message, CancellationToken cancellation)
    {
        await topic.Send(message, cancellation);
        await kept.Keep(message, cancellation);
    }

    public Task<int?> Depth(Subscription subscription, CancellationToken cancellation) => topic.Depth(subscription, cancellation);

    public Task CreateMissing(CancellationToken cancellation) => topic.CreateMissing(cancellation);
}
