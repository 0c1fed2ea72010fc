using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>Takes its settings; whatever would connect says which package is missing.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private bool _closed;

    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var endpoint = connectionString.Split(';').Select(part => part.Split('=', 2)).FirstOrDefault(part => part is ["Endpoint", _])
            ?? throw new ArgumentException("The connection string has no Endpoint.", nameof(connectionString));
        FullyQualifiedNamespace = new Uri(endpoint[1]).Host;
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        FullyQualifiedNamespace = fullyQualifiedNamespace;
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual bool IsClosed => _closed;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new StandinSender(this, queueOrTopicName);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => throw Missing.Package();

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => throw Missing.Package();

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) => throw Missing.Package();

    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(string queueName, ServiceBusSessionReceiverOptions options = null, CancellationToken cancellationToken = default) => throw Missing.Package();

    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(string topicName, string subscriptionName, ServiceBusSessionReceiverOptions options = null, CancellationToken cancellationToken = default) => throw Missing.Package();

    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(string topicName, string subscriptionName, string sessionId, ServiceBusSessionReceiverOptions options = null, CancellationToken cancellationToken = default) => throw Missing.Package();

    public virtual ValueTask DisposeAsync()
    {
        _closed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private sealed class StandinSender(ServiceBusClient client, string queueOrTopicName) : ServiceBusSender(client, queueOrTopicName);
}
