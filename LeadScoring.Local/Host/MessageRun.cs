using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LeadScoring.Local.Host;

/// <summary>One message from its arrival to its end: deleted after success, back on the queue after a failure, in the poison queue after the last one.</summary>
internal sealed partial class MessageRun(Function.Queue function, QueueClient queue, QueueClient poison, PumpSettings settings, IServiceScopeFactory scopes, ILogger logger)
{
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <summary>Never throws: what goes wrong here leaves the message on the queue, and it comes back.</summary>
    public async Task Run(QueueMessage message, CancellationToken giveUp)
    {
        try
        {
            // Above the bound: the process was killed, or the move to the poison queue failed, at the last attempt.
            if (message.DequeueCount > settings.Host.MaxDequeueCount || Decoded(message) is not { } decoded)
            {
                await Poison(message, message.PopReceipt);
                return;
            }

            using var held = new MessageLock(queue, message, settings.Lock);
            var succeeded = await Invoke(decoded, giveUp);
            var receipt = await held.Release();
            if (succeeded)
                await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
            else if (message.DequeueCount >= settings.Host.MaxDequeueCount)
                await Poison(message, receipt);
            else
                // Work that was asked to stop is free for the next run at once.
                await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: giveUp.IsCancellationRequested ? TimeSpan.Zero : settings.Host.VisibilityTimeout, cancellationToken: CancellationToken.None);
        }
        catch (RequestFailedException refused) when (refused.Status is 400 or 404)
        {
            // Another run has the message by now (its lock ran out); the other one settles it.
            Lost(logger, function.Name, message.MessageId, refused.ErrorCode);
        }
        catch (Exception exception)
        {
            if (logger.IsEnabled(LogLevel.Warning))
                Unsettled(logger, function.Name, message.MessageId, ExceptionText.Describe(exception));
        }
    }

    private async Task<bool> Invoke(QueueMessage message, CancellationToken giveUp)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Invoker.Invoke(function, scope.ServiceProvider, Arguments.Of(function, message, giveUp));
            return true;
        }
        catch (Exception exception)
        {
            if (logger.IsEnabled(LogLevel.Error))
                Failed(logger, function.Name, message.MessageId, message.DequeueCount, ExceptionText.Describe(exception));
            return false;
        }
    }

    // The host's encoding is base64; null when the text is something else.
    private static QueueMessage? Decoded(QueueMessage message)
    {
        var bytes = new byte[message.Body.ToMemory().Length];
        return Convert.TryFromBase64String(message.Body.ToString(), bytes, out var length)
            ? QueuesModelFactory.QueueMessage(message.MessageId, message.PopReceipt, new BinaryData(bytes.AsMemory(0, length)), message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn)
            : null;
    }

    // First the copy, then the deletion: a crash between the two leaves the message twice, never lost.
    private async Task Poison(QueueMessage message, string receipt)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await poison.SendMessageAsync(message.Body, visibilityTimeout: null, NeverExpires, CancellationToken.None);
        await queue.DeleteMessageAsync(message.MessageId, receipt, CancellationToken.None);
        Poisoned(logger, function.Name, message.MessageId, poison.Name);
    }

    [LoggerMessage(7202, LogLevel.Error, "Function {Function} failed on message {Message}, attempt {Attempt}: {Failure}")]
    private static partial void Failed(ILogger logger, string function, string message, long attempt, string failure);

    [LoggerMessage(7203, LogLevel.Error, "Function {Function} gave up on message {Message}; it is in {Queue} now")]
    private static partial void Poisoned(ILogger logger, string function, string message, string queue);

    [LoggerMessage(7204, LogLevel.Warning, "Function {Function} lost message {Message} ({Code}); it is processed again")]
    private static partial void Lost(ILogger logger, string function, string message, string? code);

    [LoggerMessage(7205, LogLevel.Warning, "Function {Function} could not settle message {Message}; it is delivered again: {Failure}")]
    private static partial void Unsettled(ILogger logger, string function, string message, string failure);
}
