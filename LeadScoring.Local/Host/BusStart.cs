using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LeadScoring.Functions.Configuration;
using LeadScoring.Local.Files;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.ServiceBus.Topic;

namespace LeadScoring.Local.Host;

/// <summary>Starts the local Service Bus where one is asked for.</summary>
internal static class BusStart
{
    /// <summary>The app's setting that names a Service Bus.</summary>
    public const string Setting = "ServiceBus";

    /// <param name="port">Null for none.</param>
    /// <exception cref="StartException">The port is taken, or the settings name another bus.</exception>
    public static LocalBus? Start(int? port, IConfiguration settings, DataFolder data)
    {
        if (port is null)
            return null;
        if (Clients.HasServiceBus(settings))
        {
            throw new StartException("LS-LOCAL-023", "A local Service Bus is asked for (--topic service-bus), and the setting ServiceBus names a namespace.",
                "Leave out --topic to use that namespace, or remove the setting.");
        }

        try
        {
            return LocalBus.Start(new BusOptions { Port = port.Value, Journal = data.Bus, Key = KeyOf(data) }, TimeProvider.System);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataFolderErrors.NotWritable(data.Bus, cause);
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new StartException("LS-LOCAL-010", $"Port {port} of this machine is taken by another program.", $"Choose another with --bus-port {port + 1}, or any free one with --bus-port 0.", taken);
        }
    }

    // The same at each start, so that a connector that was given the connection string goes on; from the data folder's own secret, which its owner alone can read.
    private static string KeyOf(DataFolder data) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes("service-bus\0" + data.Keys.Master)));
}
