using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Configuration;

/// <summary>Makes the Azure clients from the settings; see <see cref="StorageConnection"/>.</summary>
internal sealed class Clients(IConfiguration configuration, AppMetrics metrics)
{
    private const string Bus = "ServiceBus";

    /// <summary>Whether a Service Bus namespace is configured; otherwise local queues stand for the topic.</summary>
    public static bool HasServiceBus(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[Bus]) || !string.IsNullOrEmpty(configuration[$"{Bus}:fullyQualifiedNamespace"]);

    public TableServiceClient Tables()
    {
        var options = new TableClientOptions();
        options.AddPolicy(new CountOperations("table", metrics), HttpPipelinePosition.PerRetry);
        return StorageConnection.OfTables(configuration).Tables(options);
    }

    public QueueServiceClient Queues()
    {
        // The encoding that the Functions host expects by default.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        // A text on a poison queue that nobody here wrote is left there; without this it would keep its neighbours from being read.
        options.MessageDecodingFailed += static _ => Task.CompletedTask;
        options.AddPolicy(new CountOperations("queue", metrics), HttpPipelinePosition.PerRetry);
        return StorageConnection.OfQueues(configuration).Queues(options);
    }

    public ServiceBusClient ServiceBus() => configuration[Bus] is { Length: > 0 } connection
        ? Connected(connection)
        : new ServiceBusClient(configuration[$"{Bus}:fullyQualifiedNamespace"]!, Credentials.Of(configuration, Bus));

    private static ServiceBusClient Connected(string connection)
    {
        try
        {
            return new ServiceBusClient(connection);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            // The value is a secret: it is not shown.
            throw new SettingException($"The setting {Bus} is not a connection string of a Service Bus namespace. Write one from the Azure portal, or {Bus}__fullyQualifiedNamespace for a managed identity.");
        }
    }
}
