namespace Azure.Messaging.ServiceBus;

internal static class Missing
{
    public static NotSupportedException Package() => new(
        "Service Bus cannot be reached from this build: its package feed lacks Azure.Messaging.ServiceBus, so sdk-standins/ was used. " +
        "Build with a feed that has the package (delete artifacts/feed.props, then dotnet build), or run without a Service Bus connection: messages then go to local queues.");
}
