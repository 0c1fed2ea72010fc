using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.Redriving;

/// <summary>The messages of a queue that failed too often. The Functions host copies them as they were, so they go back as they are, to the byte.</summary>
/// <param name="queue">One of <see cref="QueueNames"/>.</param>
/// <param name="open">Opens a queue by its name, texts as they are.</param>
/// <param name="deletesUnreadable">What is not a message of the queue is deleted instead of left.</param>
internal sealed class PoisonQueue(string queue, Func<string, QueueClient> open, bool deletesUnreadable) : IStuck
{
    private const int Most = 32;

    // Longer than a batch takes to move; after a crash the rest is back when it is over.
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public string Name => QueueNames.Poison(queue);

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        var poison = open(Name);
        try
        {
            var count = (await poison.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
            if (count == 0)
                return StuckWork.Nothing;
            var peeked = (await poison.PeekMessagesAsync(Most, cancellation)).Value;
            return new StuckWork(count, false, [.. peeked.OrderBy(static message => message.InsertedOn).Select(Item)]);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return StuckWork.Nothing;
        }
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        var (from, to) = (open(Name), open(queue));
        var moved = 0;
        var left = new List<(QueueMessage Message, string Fault)>();
        try
        {
            while (moved < most && await Receive(from, Math.Min(Most, most - moved), cancellation) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    if (await Move(message, from, to, cancellation) is { } fault)
                        left.Add((message, fault));
                    else
                        moved++;
                }
            }
        }
        finally
        {
            // Seen again at once, also when the command was broken off.
            foreach (var (message, _) in left)
                await from.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
        }

        return new MovedWork(moved, [.. left.Select(static one => $"message {one.Message.MessageId} stays: {one.Fault}")]);
    }

    private async Task<string?> Move(QueueMessage message, QueueClient from, QueueClient to, CancellationToken cancellation)
    {
        WorkText.Describe(queue, message.Body.ToString(), out var fault);
        if (fault is not null && !deletesUnreadable)
            return fault;
        if (fault is null)
            await to.SendMessageAsync(message.Body, visibilityTimeout: null, NeverExpires, cancellation);
        await from.DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
        return null;
    }

    private static async Task<IReadOnlyList<QueueMessage>> Receive(QueueClient from, int most, CancellationToken cancellation)
    {
        try
        {
            return [.. (await from.ReceiveMessagesAsync(most, Hidden, cancellation)).Value.OrderBy(static message => message.InsertedOn)];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    private StuckItem Item(PeekedMessage message)
    {
        var what = WorkText.Describe(queue, message.Body.ToString(), out var fault);
        // Never expires = the end of time; whatever is nearer is said.
        var until = message.ExpiresOn is { Year: < 9000 } expires ? expires : (DateTimeOffset?)null;
        return new StuckItem(message.InsertedOn, fault is null ? what : $"message {message.MessageId}, {what}", fault is null ? null : $"cannot be read: {fault}", until);
    }
}
