using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LeadScoring.Local.Host;

/// <summary>Keeps a message hidden while its function runs, by renewing its time at a third of it.</summary>
internal sealed class MessageLock : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<string> _renewing;

    public MessageLock(QueueClient queue, QueueMessage message, TimeSpan held) => _renewing = Renew(queue, message, held, _stop.Token);

    /// <summary>Stops renewing; returns the receipt that now speaks for the message.</summary>
    public async Task<string> Release()
    {
        await _stop.CancelAsync();
        return await _renewing;
    }

    public void Dispose() => _stop.Dispose();

    private static async Task<string> Renew(QueueClient queue, QueueMessage message, TimeSpan held, CancellationToken stop)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Task.Delay(held / 3, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return receipt;
            try
            {
                // Not cancelled half-way: the answer holds the only receipt that counts from then on.
                receipt = (await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: held, cancellationToken: CancellationToken.None)).Value.PopReceipt;
            }
            catch (RequestFailedException refused) when (refused.Status is 400 or 404)
            {
                // Lost to another run; settling with the old receipt says so.
                return receipt;
            }
            catch (Exception exception) when (exception is RequestFailedException or IOException or AggregateException)
            {
                // Storage is away for now; the next try may still be in time.
            }
        }
    }
}
