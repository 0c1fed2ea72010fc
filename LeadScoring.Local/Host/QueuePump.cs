using System.Text;

using Azure;
using Azure.Storage.Queues;

using LeadScoring.Local.Storage;

namespace LeadScoring.Local.Host;

/// <summary>One listener per queue function, started and stopped with the app.</summary>
internal sealed class QueuePump : BackgroundService
{
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private readonly Dictionary<string, QueueClient> _queues;
    private readonly List<QueueListener> _listeners;
    private long _emptyPolls;

    public QueuePump(IReadOnlyList<Function.Queue> functions, QueueClients clients, PumpSettings settings, IServiceScopeFactory scopes, WorkTracker work, ILogger<QueuePump> logger)
    {
        _queues = functions.DistinctBy(function => function.QueueName).ToDictionary(function => function.QueueName, function => clients.Queue(function.Connection, function.QueueName), StringComparer.Ordinal);
        _listeners = [.. functions.Select(function => new QueueListener(
            _queues[function.QueueName],
            new MessageRun(function, _queues[function.QueueName], clients.Queue(function.Connection, function.QueueName + "-poison"), settings, scopes, logger),
            settings, work, () => Interlocked.Increment(ref _emptyPolls), logger))];
    }

    /// <summary>Looks at a queue that found no message.</summary>
    public long EmptyPolls
    {
        get => Interlocked.Read(ref _emptyPolls);
        set => Interlocked.Exchange(ref _emptyPolls, value);
    }

    /// <summary>Messages on each queue, hidden ones too; 0 where the queue is missing.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Depths(CancellationToken cancellation)
    {
        var depths = await Task.WhenAll(_queues.Select(async queue => (queue.Key, Depth: await Depth(queue.Value, cancellation))));
        return depths.ToDictionary(queue => queue.Key, queue => queue.Depth, StringComparer.Ordinal);
    }

    /// <summary>Puts a message on a function's queue.</summary>
    public Task Send(Function.Queue function, string text, CancellationToken cancellation) =>
        _queues[function.QueueName].SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), visibilityTimeout: null, NeverExpires, cancellation);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_listeners.Select(listener => listener.Listen(stoppingToken)));

    private static async Task<int> Depth(QueueClient queue, CancellationToken cancellation)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return 0;
        }
    }
}
