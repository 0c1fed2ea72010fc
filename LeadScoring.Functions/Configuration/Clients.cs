using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;

using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Configuration;

/// <summary>
/// Makes the Azure clients from the settings that the Functions host reads too: a connection string (locally), or
/// <c>AzureWebJobsStorage__accountName</c> / <c>__tableServiceUri</c> and <c>__queueServiceUri</c> with a managed identity (in Azure).
/// </summary>
internal sealed class Clients(IConfiguration configuration, AppMetrics metrics)
{
    private const string Storage = "AzureWebJobsStorage";
    private const string Bus = "ServiceBus";

    /// <summary>Whether a Service Bus namespace is configured; otherwise local queues stand for the topic.</summary>
    public static bool HasServiceBus(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration[Bus]) || !string.IsNullOrEmpty(configuration[$"{Bus}:fullyQualifiedNamespace"]);

    public TableServiceClient Tables()
    {
        var options = new TableClientOptions();
        options.AddPolicy(new CountOperations("table", metrics), HttpPipelinePosition.PerRetry);
        return configuration[Storage] is { Length: > 0 } connection
            ? Parsed(Storage, () => new TableServiceClient(connection, options))
            : new TableServiceClient(ServiceUri("table"), Credential(Storage), options);
    }

    public QueueServiceClient Queues()
    {
        // The encoding that the Functions host expects by default.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        options.AddPolicy(new CountOperations("queue", metrics), HttpPipelinePosition.PerRetry);
        return configuration[Storage] is { Length: > 0 } connection
            ? Parsed(Storage, () => new QueueServiceClient(connection, options))
            : new QueueServiceClient(ServiceUri("queue"), Credential(Storage), options);
    }

    public ServiceBusClient ServiceBus() => configuration[Bus] is { Length: > 0 } connection
        ? Parsed(Bus, () => new ServiceBusClient(connection))
        : new ServiceBusClient(configuration[$"{Bus}:fullyQualifiedNamespace"]!, Credential(Bus));

    private Uri ServiceUri(string service)
    {
        if (configuration[$"{Storage}:{service}ServiceUri"] is { Length: > 0 } address)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var uri)
                ? uri
                : throw new SettingException($"The setting {Storage}:{service}ServiceUri is '{address}'; write an address such as 'https://myaccount.{service}.core.windows.net'.");
        }

        return configuration[$"{Storage}:accountName"] is { Length: > 0 } account
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw new SettingException(
                $"The setting {Storage} is missing. Write a connection string (locally 'UseDevelopmentStorage=true'), or {Storage}__accountName for a managed identity.");
    }

    /// <summary>The identity by which the services of a section are reached.</summary>
    public static TokenCredential Credential(IConfiguration configuration, string section) => new DefaultAzureCredential(new DefaultAzureCredentialOptions
    {
        ManagedIdentityClientId = configuration[$"{section}:clientId"],
    });

    private TokenCredential Credential(string section) => Credential(configuration, section);

    private static T Parsed<T>(string setting, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            // The value is a secret: it is not shown.
            throw new SettingException($"The setting {setting} is no connection string. Write e.g. 'UseDevelopmentStorage=true', or one from the Azure portal.");
        }
    }
}
