using System.Collections.Concurrent;

using Azure.Core;
using Azure.Storage.Queues;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Storage;

/// <summary>The pump's own clients, counted like the app's.</summary>
/// <param name="settings">Where the connection named by a trigger is found.</param>
internal sealed class QueueClients(IConfiguration settings, AppMetrics metrics)
{
    private readonly ConcurrentDictionary<string, QueueServiceClient> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Texts are taken as they are: one that is not base64 goes to the poison queue instead of failing its whole batch.</summary>
    public static QueueClientOptions Options() => new() { MessageEncoding = QueueMessageEncoding.None };

    /// <param name="connection">Name of the connection, as in the trigger.</param>
    /// <param name="name">The queue's.</param>
    public QueueClient Queue(string connection, string name) => _services.GetOrAdd(connection, Service).GetQueueClient(name);

    private QueueServiceClient Service(string connection)
    {
        var options = Options();
        options.AddPolicy(new CountOperations("queue", metrics), HttpPipelinePosition.PerRetry);
        try
        {
            return new StorageConnection(settings, connection).Queues(options);
        }
        catch (SettingException bad)
        {
            throw new StartException("LS-LOCAL-012", $"A queue trigger names the connection {connection}. {bad.Message}", $"Set {connection} to a storage connection string.", bad);
        }
    }
}
