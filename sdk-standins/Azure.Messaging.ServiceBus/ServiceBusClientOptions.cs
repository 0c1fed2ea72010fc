namespace Azure.Messaging.ServiceBus;

public enum ServiceBusTransportType
{
    AmqpTcp = 0,
    AmqpWebSockets = 1,
}

public enum ServiceBusRetryMode
{
    Fixed = 0,
    Exponential = 1,
}

public class ServiceBusClientOptions
{
    public ServiceBusClientOptions()
    {
    }

    public ServiceBusTransportType TransportType { get; set; }

    public ServiceBusRetryOptions RetryOptions { get; set; } = new();

    public string Identifier { get; set; }
}

public class ServiceBusRetryOptions
{
    public ServiceBusRetryOptions()
    {
    }

    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    public int MaxRetries { get; set; } = 3;

    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(0.8);

    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromMinutes(1);
}
