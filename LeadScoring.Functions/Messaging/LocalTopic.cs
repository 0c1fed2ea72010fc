using System.Collections.Immutable;
using System.Text.Json;

using Azure;
using Azure.Storage.Queues;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Messaging;

/// <summary>
/// Stands for the topic where there is no Service Bus connection: one storage queue per subscription, readable with any storage tool.
/// Does not detect duplicates: readers compare message ids, as connectors must anyway.
/// </summary>
public sealed class LocalTopic(QueueServiceClient service) : IQueueTopic
{
    /// <summary>The subscriptions, and which messages they take (docs/reference/messages.md#what-comes-when).</summary>
    public static readonly ImmutableArray<Subscription> Subscriptions =
    [
        new("crm-sync", TopicMessage.IsAboutLead),
        new("marketing", static type => type is "lead.inquired" or "lead.respond" or "lead.routed" or "lead.followup" or "lead.followup.overdue" or "lead.recycled" or "lead.abandoned" or "lead.restored"),
        new("operations", static type => !TopicMessage.IsAboutLead(type)),
    ];

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly ImmutableArray<(Subscription Subscription, QueueClient Queue)> _queues =
        [.. Subscriptions.Select(subscription => (subscription, service.GetQueueClient(QueueOf(subscription.Name))))];

    /// <summary>The queue that stands for a subscription.</summary>
    public static string QueueOf(string subscription) => "topic-" + subscription;

    public async Task Send(TopicMessage message, CancellationToken cancellation)
    {
        var body = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, MessagingJson.Default.TopicMessage));
        try
        {
            foreach (var (subscription, queue) in _queues)
            {
                if (subscription.Takes(message.Subject))
                    await queue.SendMessageAsync(body, null, NeverExpires, cancellation);
            }
        }
        catch (RequestFailedException failure) when (failure.Status == 413)
        {
            throw new TopicRefusedException($"The local queue refuses the message {message.MessageId}: it is too large.", failure);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            throw new TopicUnavailableException("The local queues do not accept messages.", failure, failure is RequestFailedException { ErrorCode: { Length: > 0 } code } ? code : "its storage does not answer");
        }
    }

    public async Task<int?> Depth(Subscription subscription, CancellationToken cancellation)
    {
        try
        {
            return (await Queue(subscription).GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    public Task CreateMissing(CancellationToken cancellation) =>
        Task.WhenAll(_queues.Select(queue => queue.Queue.CreateIfNotExistsAsync(cancellationToken: cancellation)));

    private QueueClient Queue(Subscription subscription) => _queues.First(queue => queue.Subscription == subscription).Queue;
}

/// <summary>A subscription of the topic.</summary>
public sealed record Subscription(string Name, Func<string, bool> Takes);
