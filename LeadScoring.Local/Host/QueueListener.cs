using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LeadScoring.Local.Host;

/// <summary>Takes messages off one queue in batches, and the next batch when few enough of the last are left, as the Functions host does.</summary>
internal sealed partial class QueueListener(QueueClient queue, MessageRun run, PumpSettings settings, WorkTracker work, Action emptyPoll, ILogger logger)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly PollInterval _interval = new(settings.Host.MaxPollingInterval);

    /// <summary>Runs until asked to stop, then until the messages in hand are done; after a while those are asked to stop too.</summary>
    public async Task Listen(CancellationToken stopping)
    {
        using var giveUp = new CancellationTokenSource();
        List<Task> running = [];
        while (!stopping.IsCancellationRequested)
        {
            var (change, call) = (work.NextChange, work.NextCall);
            var messages = await Receive(stopping);
            running.AddRange(messages.Select(message => Handle(message, giveUp.Token)));
            if (messages.Count == 0)
                await Wait(change, call, stopping);
            else
                _interval.Found();
            while (running.Count > settings.Host.NewBatchThreshold)
            {
                await Task.WhenAny(running);
                running.RemoveAll(task => task.IsCompleted);
            }
        }
        giveUp.CancelAfter(Grace);
        await Task.WhenAll(running);
    }

    private async Task Handle(QueueMessage message, CancellationToken giveUp)
    {
        using var _ = work.Begin();
        await run.Run(message, giveUp);
    }

    private async Task<IReadOnlyList<QueueMessage>> Receive(CancellationToken stopping)
    {
        try
        {
            QueueMessage[] messages = (await queue.ReceiveMessagesAsync(settings.Host.BatchSize, settings.Lock, stopping)).Value;
            if (messages.Length == 0)
                emptyPoll();
            return messages;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // Made by the app when it first needs it.
            emptyPoll();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends.
        }
        catch (Exception exception)
        {
            if (logger.IsEnabled(LogLevel.Warning))
                Unreachable(logger, queue.Name, ExceptionText.Describe(exception));
            await Task.Delay(settings.Host.MaxPollingInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return [];
    }

    /// <summary>Waits its time, unless it is called. While the app is in use that is short; when it has been quiet, whatever happens ends the wait.</summary>
    private async Task Wait(Task change, Task call, CancellationToken stopping)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var wait = Task.Delay(_interval.Next(), cut.Token);
        Task<Task> end = _interval.InUse ? Task.WhenAny(wait, call) : Task.WhenAny(wait, call, change);
        await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await cut.CancelAsync();
        if (change.IsCompleted)
            _interval.Used();
    }

    [LoggerMessage(7201, LogLevel.Warning, "Queue {Queue} cannot be read: {Failure}")]
    private static partial void Unreachable(ILogger logger, string queue, string failure);
}
