using Azure.Data.Tables;
using Azure.Storage.Queues;

using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Configuration;

/// <summary>
/// A storage account as the Functions host names it: a connection string under a name (locally), or, with an identity, <c>{name}__accountName</c> or the
/// addresses of its services, and which identity (in Azure). One reading for the app, the local queue pump and the commands.
/// </summary>
public sealed class StorageConnection
{
    /// <summary>The host's own account, with the queues: a queue trigger takes this one.</summary>
    public const string Host = "AzureWebJobsStorage";

    /// <summary>The account with the tables, where it is another one.</summary>
    public const string Data = "DataStorage";

    private static readonly string[] Addresses = ["accountName", "tableServiceUri", "queueServiceUri", "blobServiceUri"];

    private readonly IConfiguration _settings;

    /// <param name="settings">Where the name is looked up.</param>
    /// <param name="name">Name of the connection.</param>
    public StorageConnection(IConfiguration settings, string name)
    {
        _settings = settings;
        Name = name;
    }

    /// <summary>Name of the connection, which is the beginning of its settings' names.</summary>
    public string Name { get; }

    /// <summary>The connection string; null when an identity is used.</summary>
    public string? ConnectionString => _settings[Name] is { Length: > 0 } text ? text : null;

    /// <summary>Whether the connection is configured at all.</summary>
    public bool IsSet => ConnectionString is not null || Addresses.Any(setting => !string.IsNullOrEmpty(_settings[$"{Name}:{setting}"]));

    /// <summary>The connection to the account with the tables.</summary>
    public static StorageConnection OfTables(IConfiguration settings) => new StorageConnection(settings, Data) is { IsSet: true } own ? own : new StorageConnection(settings, Host);

    /// <summary>The connection to the account with the queues.</summary>
    public static StorageConnection OfQueues(IConfiguration settings) => new(settings, Host);

    /// <summary>A client of the account's tables.</summary>
    /// <exception cref="SettingException">A setting is missing or unusable.</exception>
    public TableServiceClient Tables(TableClientOptions options) => ConnectionString is { } connection
        ? Parsed(() => new TableServiceClient(connection, options))
        : new TableServiceClient(ServiceUri("table"), Credentials.Of(_settings, Name), options);

    /// <summary>A client of the account's queues.</summary>
    /// <exception cref="SettingException">A setting is missing or unusable.</exception>
    public QueueServiceClient Queues(QueueClientOptions options) => ConnectionString is { } connection
        ? Parsed(() => new QueueServiceClient(connection, options))
        : new QueueServiceClient(ServiceUri("queue"), Credentials.Of(_settings, Name), options);

    private Uri ServiceUri(string service)
    {
        var setting = $"{Name}:{service}ServiceUri";
        if (_settings[setting] is { Length: > 0 } address)
        {
            // An identity's token is not sent over an open line.
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
                ? uri
                : throw new SettingException($"The setting {setting} is '{address}'; write an address such as 'https://myaccount.{service}.core.windows.net'.");
        }

        return _settings[$"{Name}:accountName"] is { Length: > 0 } account
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw new SettingException(IsSet
                ? $"The setting {setting} is missing, and there is no {Name}:accountName either. Write an address such as 'https://myaccount.{service}.core.windows.net'."
                : $"The setting {Name} is missing. Write a connection string (locally 'UseDevelopmentStorage=true'), or {Name}__accountName for a managed identity.");
    }

    private T Parsed<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            // The value is a secret: it is not shown.
            throw new SettingException($"The setting {Name} is not a connection string of a storage account. Write e.g. 'UseDevelopmentStorage=true', or one from the Azure portal.");
        }
    }
}
