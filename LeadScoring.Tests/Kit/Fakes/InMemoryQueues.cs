using System.Globalization;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>
/// Queues in memory with Azure's rules: a received message is invisible for a while and comes back unless it is deleted with the receipt of
/// the last receive; counts are approximate only in Azure. Poison queues exist from their first message on.
/// </summary>
/// <param name="operations">Counters and hooks; shared with the other fakes of a test.</param>
/// <param name="clock">Decides what is visible; null = the system's.</param>
public sealed class InMemoryQueues(Operations? operations = null, TimeProvider? clock = null) : IQueues
{
    /// <summary>64 KiB of base64.</summary>
    public const int MaxBytes = 48 * 1024;

    private const int MaxPerCall = 32;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<string, List<Waiting>> _queues = QueueNames.All.ToDictionary(static name => name, static _ => new List<Waiting>(), StringComparer.Ordinal);
    private long _number;

    /// <summary>Counters and hooks.</summary>
    public Operations Operations { get; } = operations ?? new Operations();

    public Task Send(string queue, BinaryData body, TimeSpan delay, CancellationToken cancellation)
    {
        if (body.ToMemory().Length > MaxBytes)
            throw new Azure.RequestFailedException(413, $"A message takes {MaxBytes} bytes.", "RequestBodyTooLarge", null);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay);
        var waiting = _queues[queue];
        return Run(
            queue,
            OperationKind.Send,
            () =>
            {
                waiting.Add(new Waiting(Next("m"), BinaryData.FromBytes(body.ToArray()), Later(delay)));
                return true;
            },
            cancellation);
    }

    public Task<int?> Depth(string queue, CancellationToken cancellation) =>
        Run<int?>(queue, OperationKind.Depth, () => _queues.TryGetValue(queue, out var waiting) ? waiting.Count : null, cancellation);

    /// <summary>Nothing to do: the app's queues are there.</summary>
    public Task CreateMissing(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Takes up to <paramref name="most"/> visible messages (1-32), which are invisible from now on for a while.</summary>
    public Task<IReadOnlyList<ReceivedMessage>> Receive(string queue, int most, TimeSpan visibility, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxPerCall);
        return Run<IReadOnlyList<ReceivedMessage>>(
            queue, OperationKind.Receive, () => [.. _queues[queue].Where(IsVisible).Take(most).ToList().Select(message => message.Receive(Next("r"), Later(visibility)))], cancellation);
    }

    async Task<IReadOnlyList<HeldMessage>> IQueues.Receive(string queue, TimeSpan hidden, CancellationToken cancellation) => _queues.ContainsKey(queue)
        ? [.. (await Receive(queue, MaxPerCall, hidden, cancellation)).Select(static message => new HeldMessage(message.Id, message.Receipt, message.Body))]
        : [];

    Task IQueues.Delete(string queue, HeldMessage message, CancellationToken cancellation) => Delete(queue, new ReceivedMessage(message.Id, message.Receipt, message.Body, 0), cancellation);

    /// <summary>Deletes a message for good; false when it is gone or was received again meanwhile.</summary>
    public Task<bool> Delete(string queue, ReceivedMessage message, CancellationToken cancellation = default) =>
        Run(queue, OperationKind.Delete, () => _queues[queue].RemoveAll(waiting => waiting.Id == message.Id && waiting.Receipt == message.Receipt) > 0, cancellation);

    /// <summary>Moves a message that failed too often to the poison queue, as the Functions host does.</summary>
    public async Task Poison(string queue, ReceivedMessage message)
    {
        var poison = QueueNames.Poison(queue);
        _queues.TryAdd(poison, []);
        await Send(poison, message.Body, TimeSpan.Zero, default);
        await Delete(queue, message);
    }

    /// <summary>Bodies of all messages, invisible ones too; not counted as a call.</summary>
    public IReadOnlyList<BinaryData> Bodies(string queue) => _queues.TryGetValue(queue, out var waiting) ? [.. waiting.Select(static message => message.Body)] : [];

    /// <summary>When the next message of a queue is, or becomes, visible; null when it is empty. Not counted as a call.</summary>
    public DateTimeOffset? NextVisible(string queue) => _queues[queue].Count == 0 ? null : _queues[queue].Min(static message => message.VisibleAt);

    private bool IsVisible(Waiting message) => message.VisibleAt <= _clock.GetUtcNow();

    private DateTimeOffset Later(TimeSpan delay) => _clock.GetUtcNow() + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero);

    private string Next(string prefix) => prefix + (++_number).ToString(CultureInfo.InvariantCulture);

    private Task<T> Run<T>(string queue, OperationKind kind, Func<T> change, CancellationToken cancellation) =>
        Operations.Run(new Operation(queue, kind), change, cancellation);

    private sealed class Waiting(string id, BinaryData body, DateTimeOffset visibleAt)
    {
        private int _dequeued;

        public string Id => id;

        public BinaryData Body => body;

        public DateTimeOffset VisibleAt { get; private set; } = visibleAt;

        public string? Receipt { get; private set; }

        public ReceivedMessage Receive(string receipt, DateTimeOffset until)
        {
            (Receipt, VisibleAt) = (receipt, until);
            return new ReceivedMessage(id, receipt, body, ++_dequeued);
        }
    }
}

/// <summary>A message as its receiver has it.</summary>
/// <param name="Id">The message's.</param>
/// <param name="Receipt">Of this receive; the next one voids it.</param>
/// <param name="Body">As sent.</param>
/// <param name="DequeueCount">How often it was received, this time included.</param>
public sealed record ReceivedMessage(string Id, string Receipt, BinaryData Body, int DequeueCount);
