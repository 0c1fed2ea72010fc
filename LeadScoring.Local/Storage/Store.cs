using Azure.Storage.Queues;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Local.Storage;

/// <summary>The tables and queues that a command works on.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<AppMetrics>().BuildServiceProvider();
    private readonly IAsyncDisposable? _held;

    /// <param name="settings">Those of the app: <c>AzureWebJobsStorage</c> with its siblings; <c>DataStorage</c> where the tables have an account of their own.</param>
    /// <param name="held">What is given back at the end; null for nothing.</param>
    public Store(IConfiguration settings, IAsyncDisposable? held)
    {
        Settings = settings;
        _held = held;
        var metrics = _services.GetRequiredService<AppMetrics>();
        var clients = new Clients(settings, metrics);
        var tables = clients.Tables();
        QueueService = clients.Queues();
        Tables = new AzureTables(tables);
        Name = tables.Uri.Authority == QueueService.Uri.Authority || IsLoopback(tables.Uri, QueueService.Uri)
            ? $"{QueueService.AccountName} at {QueueService.Uri.Authority}"
            : $"{QueueService.AccountName} at {QueueService.Uri.Authority}, tables at {tables.Uri.Authority}";
    }

    public IConfiguration Settings { get; }

    public ITables Tables { get; }

    /// <summary>Texts in base64, as the app's queues have them.</summary>
    public QueueServiceClient QueueService { get; }

    /// <summary>Which account it is, for people.</summary>
    public string Name { get; }

    /// <summary>A queue whose texts are taken and given as they are, so that a copy is the same to the byte and none is unreadable.</summary>
    public QueueClient RawQueue(string name) => StorageConnection.OfQueues(Settings).Queues(QueueClients.Options()).GetQueueClient(name);

    /// <summary>The queues as the app uses them.</summary>
    public IQueues AppQueues() => new AzureQueues(QueueService);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_held is not null)
            await _held.DisposeAsync();
    }

    private static bool IsLoopback(Uri one, Uri other) => one.IsLoopback && other.IsLoopback;
}
