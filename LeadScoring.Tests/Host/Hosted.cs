using System.Collections.Concurrent;

using Azure;
using Azure.Storage.Queues;

using LeadScoring.Domain.Events;
using LeadScoring.Functions;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Functions.Time;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Host;

/// <summary>Small Function classes in the local host, in this process, with a queue of their own.</summary>
internal sealed class Hosted : IAsyncDisposable
{
    private readonly LocalApp _app;
    private readonly QueueServiceClient _storage;
    private readonly string _queue;

    private Hosted(LocalApp app, QueueServiceClient storage, string queue, Probe probe, Lines log)
    {
        _app = app;
        _storage = storage;
        _queue = queue;
        Probe = probe;
        Log = log;
        Anonymous = new HttpClient { BaseAddress = new Uri(app.Url) };
        Http = new HttpClient { BaseAddress = new Uri(app.Url) };
        Http.DefaultRequestHeaders.Add("x-functions-key", app.Data.Keys.Master);
    }

    /// <summary>What the functions did.</summary>
    public Probe Probe { get; }

    /// <summary>What was logged.</summary>
    public Lines Log { get; }

    /// <summary>Sends the master key, which opens everything.</summary>
    public HttpClient Http { get; }

    public HttpClient Anonymous { get; }

    public LocalApp App => _app;

    public QueueClient Queue => _storage.GetQueueClient(_queue);

    public QueueClient Poison => _storage.GetQueueClient(_queue + "-poison");

    public static async Task<Hosted> Start(Azurite azurite, Type[] functions, params (string Name, string Value)[] settings)
    {
        var queue = "local-" + Guid.NewGuid().ToString("N");
        var probe = new Probe();
        var log = new Lines();
        var storage = new QueueServiceClient(azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await storage.GetQueueClient(queue).CreateIfNotExistsAsync();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["queue"] = queue,
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
        };
        foreach (var (name, value) in settings)
            values[name] = value;
        var data = Directory.CreateTempSubdirectory("hosted-").FullName;
        var app = await LocalApp.Start(new LocalOptions
        {
            Port = 0,
            Data = data,
            Functions = functions,
            Register = (services, configuration) => services.AddAccess(configuration, new byte[LeadIds.KeyBytes]).AddSingleton<ITables>(new InMemoryTables()).AddSingleton(new LeadIds(new byte[LeadIds.KeyBytes])).AddSingleton<TimeProvider>(TimeProvider.System).AddSingleton(probe).AddSingleton<OffsetClock>().AddSingleton<AppMetrics>().AddLogging(logging => logging.AddProvider(log)),
        }, new ConfigurationBuilder().AddInMemoryCollection(values).Build(), CancellationToken.None);
        return new Hosted(app, storage, queue, probe, log);
    }

    public Task Send(string text) => Queue.SendMessageAsync(BinaryData.FromString(text), visibilityTimeout: null, TimeSpan.FromSeconds(-1));

    /// <summary>Messages on a queue, hidden ones too.</summary>
    public static async Task<int> Depth(QueueClient queue)
    {
        try
        {
            return (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Probe.Gate.TrySetResult();
        var data = _app.Data.Path;
        await _app.DisposeAsync();
        Http.Dispose();
        Anonymous.Dispose();
        Directory.Delete(data, recursive: true);
    }
}

/// <summary>What the functions under test share with their test.</summary>
internal sealed class Probe
{
    private int _running;
    private int _most;

    /// <summary>What was seen, one text a call.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>Functions that wait go on when the test opens it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets waiting functions go on one by one.</summary>
    public SemaphoreSlim Turnstile { get; } = new(0);

    public int Running => Volatile.Read(ref _running);

    /// <summary>The most that ever ran at once.</summary>
    public int Most => Volatile.Read(ref _most);

    public void Enter()
    {
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(running);
    }

    public void Leave() => Interlocked.Decrement(ref _running);

    private void InterlockedMax(int running)
    {
        int most;
        while ((most = Volatile.Read(ref _most)) < running && Interlocked.CompareExchange(ref _most, running, most) != most)
        {
            // Somebody else raised it; look again.
        }
    }
}

/// <summary>Keeps log lines.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
        // Nothing to release.
    }
}
