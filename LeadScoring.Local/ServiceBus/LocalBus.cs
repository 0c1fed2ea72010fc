using System.Globalization;
using System.Net.Sockets;

using LeadScoring.Local.ServiceBus.Amqp;
using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

namespace LeadScoring.Local.ServiceBus;

/// <summary>
/// A small Service Bus on this machine: the topic <c>lead-events</c> with its subscriptions, over AMQP 1.0 on the loopback address, for the genuine client. It repeats
/// what is believed of Azure Service Bus as far as the app, the sample connector and <c>leads redrive</c> use it; where both differ, Azure is right
/// (docs/reference/local-bus.md). Nothing of the product depends on it in Azure.
/// </summary>
internal sealed class LocalBus : IDisposable
{
    private readonly BusLinks _links;
    private readonly AmqpEndpoint _endpoint;
    private readonly string _key;

    private LocalBus(BusOptions options, TimeProvider clock)
    {
        _key = options.Key;
        Topic = new BusTopic(options, clock);
        _links = new BusLinks(Topic, options, Faults, clock);
        _endpoint = new AmqpEndpoint(options.Port, _links);
    }

    /// <summary>What it holds.</summary>
    public BusTopic Topic { get; }

    /// <summary>What is to go wrong.</summary>
    public BusFaults Faults { get; } = new();

    public int Port => _endpoint.Port;

    /// <summary>For the client of Service Bus, which speaks without TLS to an emulator only.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture,
        $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName=local;SharedAccessKey={_key};UseDevelopmentEmulator=true;");

    /// <exception cref="SocketException">The port is taken.</exception>
    public static LocalBus Start(BusOptions options, TimeProvider clock)
    {
        var bus = new LocalBus(options with { Port = AmqpEndpoint.Claim(options.Port) }, clock);
        try
        {
            bus.Up();
            return bus;
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    /// <summary>It is reached again.</summary>
    public void Up() => _endpoint.Up();

    /// <summary>It is not reached any more; what it holds stays.</summary>
    public void Down() => _endpoint.Down();

    /// <summary>All connections break.</summary>
    public void Cut() => _endpoint.CutAll();

    /// <summary>The lock of every session that is held runs out now.</summary>
    public void ExpireLocks() => _links.ExpireLocks();

    public void Dispose()
    {
        _endpoint.Dispose();
        Topic.Dispose();
    }
}
