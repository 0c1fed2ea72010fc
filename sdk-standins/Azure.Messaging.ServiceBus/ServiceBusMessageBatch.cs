namespace Azure.Messaging.ServiceBus;

public class CreateMessageBatchOptions
{
    public CreateMessageBatchOptions()
    {
    }

    public long? MaxSizeInBytes { get; set; }
}

/// <summary>Only ever made by <see cref="ServiceBusModelFactory"/>: a sender's own batch needs the link's size limit.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly IList<ServiceBusMessage> _messages;
    private readonly Func<ServiceBusMessage, bool> _tryAdd;

    internal ServiceBusMessageBatch(long size, IList<ServiceBusMessage> messages, long maxSize, Func<ServiceBusMessage, bool> tryAdd) =>
        (SizeInBytes, _messages, MaxSizeInBytes, _tryAdd) = (size, messages, maxSize, tryAdd);

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; }

    public int Count => _messages.Count;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        if (!_tryAdd(message))
            return false;
        _messages.Add(message);
        return true;
    }

    public void Dispose()
    {
    }
}
