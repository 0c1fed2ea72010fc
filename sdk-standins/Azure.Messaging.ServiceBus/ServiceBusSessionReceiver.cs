namespace Azure.Messaging.ServiceBus;

public class ServiceBusSessionReceiverOptions
{
    public ServiceBusSessionReceiverOptions()
    {
    }

    public int PrefetchCount { get; set; }

    public ServiceBusReceiveMode ReceiveMode { get; set; }
}

public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    protected ServiceBusSessionReceiver()
    {
    }

    public override bool IsClosed => base.IsClosed;

    public virtual string SessionId => throw Missing.Package();

    public virtual DateTimeOffset SessionLockedUntil => throw Missing.Package();

    public virtual Task<BinaryData> GetSessionStateAsync(CancellationToken cancellationToken = default) => throw Missing.Package();

    public virtual Task SetSessionStateAsync(BinaryData sessionState, CancellationToken cancellationToken = default) => throw Missing.Package();

    public virtual Task RenewSessionLockAsync(CancellationToken cancellationToken = default) => throw Missing.Package();
}
