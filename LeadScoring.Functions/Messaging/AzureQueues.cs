using Azure;
using Azure.Storage.Queues;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Messaging;

/// <summary>The queues of one storage account.</summary>
public sealed class AzureQueues(QueueServiceClient service) : IQueues
{
    private const int MostPerCall = 32;
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly Dictionary<string, QueueClient> _queues =
        QueueNames.All.ToDictionary(name => name, service.GetQueueClient, StringComparer.Ordinal);

    public async Task Send(string queue, BinaryData body, TimeSpan delay, CancellationToken cancellation)
    {
        try
        {
            await _queues[queue].SendMessageAsync(body, delay > TimeSpan.Zero ? delay : null, NeverExpires, cancellation);
        }
        catch (Exception failure) when (Dependency.Note(failure, $"The queue {queue}"))
        {
            throw;
        }
    }

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
        catch (Exception failure) when (Dependency.Note(failure, $"The queue {queue}"))
        {
            throw;
        }
    }

    public async Task<IReadOnlyList<HeldMessage>> Receive(string queue, TimeSpan hidden, CancellationToken cancellation)
    {
        try
        {
            var received = await service.GetQueueClient(queue).ReceiveMessagesAsync(MostPerCall, hidden, cancellation);
            return [.. received.Value.Select(static message => new HeldMessage(message.MessageId, message.PopReceipt, message.Body))];
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return [];
        }
        catch (Exception failure) when (Dependency.Note(failure, $"The queue {queue}"))
        {
            throw;
        }
    }

    public async Task Delete(string queue, HeldMessage message, CancellationToken cancellation)
    {
        try
        {
            await service.GetQueueClient(queue).DeleteMessageAsync(message.Id, message.Receipt, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            // Somebody else received it meanwhile: what this process did with it is done twice, as any message may be.
        }
        catch (Exception failure) when (Dependency.Note(failure, $"The queue {queue}"))
        {
            throw;
        }
    }

    public Task CreateMissing(CancellationToken cancellation) =>
        Task.WhenAll(_queues.Values.Select(queue => queue.CreateIfNotExistsAsync(cancellationToken: cancellation)));
}
