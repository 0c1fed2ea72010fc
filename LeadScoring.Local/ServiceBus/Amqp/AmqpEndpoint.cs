using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Sasl;
using Microsoft.Azure.Amqp.Transport;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Listens for AMQP 1.0 on the loopback address; what links do is another's matter.</summary>
internal sealed class AmqpEndpoint(int port, IRuntimeProvider links) : IDisposable
{
    private const string Loopback = "127.0.0.1";
    private const uint LargestFrame = 64 * 1024;
    private const uint IdleTimeout = 4 * 60 * 1000;
    private static readonly AmqpVersion Version = new(1, 0, 0);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AmqpConnection, bool> _connections = new();
    private AmqpTransportListener? _listener;

    public int Port { get; } = port;

    /// <summary>Sees that nobody listens on a port: the library's listener would share it with them.</summary>
    /// <param name="port">0 for a free one.</param>
    /// <returns>The port.</returns>
    /// <exception cref="SocketException">It is taken.</exception>
    public static int Claim(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Up()
    {
        if (_listener is not null)
            return;
        var settings = new AmqpSettings { RuntimeProvider = links };
        var sasl = new SaslTransportProvider();
        sasl.Versions.Add(Version);
        // The client of Service Bus names this one, and shows its token on a link of its own.
        sasl.AddHandler(new SaslAnonymousHandler("MSSBCBS"));
        sasl.AddHandler(new SaslAnonymousHandler());
        settings.TransportProviders.Add(sasl);
        var plain = new AmqpTransportProvider();
        plain.Versions.Add(Version);
        settings.TransportProviders.Add(plain);
        var listener = new AmqpTransportListener([new TcpTransportSettings { Host = Loopback, Port = Port }.CreateListener()], settings);
        listener.Listen((_, accepted) => Accept(accepted, settings));
        _listener = listener;
    }

    /// <summary>Nobody is listened to any more, and all that were connected are not.</summary>
    public void Down()
    {
        _listener?.Close();
        _listener = null;
        CutAll();
    }

    /// <summary>Breaks every connection, as a network does: without a word.</summary>
    public void CutAll()
    {
        foreach (var connection in _connections.Keys)
            connection.Abort();
    }

    public void Dispose() => Down();

    private void Accept(TransportAsyncCallbackArgs accepted, AmqpSettings settings)
    {
        var connection = new AmqpConnection(accepted.Transport, (ProtocolHeader)accepted.UserToken, false, settings, new AmqpConnectionSettings
        {
            ContainerId = "leads",
            MaxFrameSize = LargestFrame,
            IdleTimeOut = IdleTimeout,
        });
        _connections[connection] = true;
        connection.Closed += (_, _) => _connections.TryRemove(connection, out _);
        connection.BeginOpen(Patience, opened => End(connection, opened), null);
    }

    private static void End(AmqpConnection connection, IAsyncResult opened)
    {
        try
        {
            connection.EndOpen(opened);
        }
        catch (Exception broken) when (broken is AmqpException or IOException or SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client that connected has gone again, or speaks something else.
            connection.SafeClose(broken);
        }
    }
}
