using Azure;
using Azure.Storage.Queues;

namespace LeadScoring.Functions.Messaging;

/// <summary>The queues of one storage account.</summary>
public sealed class AzureQueues(QueueServiceClient service) : IQueues
{
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly Dictionary<string, QueueClient> _queues =
        QueueNames.All.ToDictionary(name => name, service.GetQueueClient, StringComparer.Ordinal);

    public Task Send(string queue, BinaryData body, TimeSpan delay, CancellationToken cancellation) =>
        _queues[queue].SendMessageAsync(body, delay > TimeSpan.Zero ? delay : null, NeverExpires, cancellation);

    public async Task<int?> Depth(string queue, CancellationToken cancellation)
    {
        try
        {
            var properties = await service.GetQueueClient(queue).GetPropertiesAsync(cancellation);
            return properties.Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    public Task CreateMissing(CancellationToken cancellation) =>
        Task.WhenAll(_queues.Values.Select(queue => queue.CreateIfNotExistsAsync(cancellationToken: cancellation)));
}
