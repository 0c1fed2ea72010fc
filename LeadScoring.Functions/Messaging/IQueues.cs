namespace LeadScoring.Functions.Messaging;

/// <summary>Work for later. A port to the outside: Azure Storage queues in the app.</summary>
public interface IQueues
{
    /// <summary>Puts a message on a queue; it stays until worked on (no time to live).</summary>
    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="body">UTF-8 JSON, at most 48 KiB.</param>
    /// <param name="delay">Invisible for so long; at most 7 days.</param>
    Task Send(string queue, BinaryData body, TimeSpan delay, CancellationToken cancellation);

    /// <summary>Roughly how many messages wait in a queue; null when the queue does not exist.</summary>
    Task<int?> Depth(string queue, CancellationToken cancellation);

    /// <summary>Takes up to 32 messages, which others do not see for a while; none when the queue does not exist.</summary>
    /// <param name="queue">One of <see cref="QueueNames"/>, or its poison queue.</param>
    /// <param name="hidden">How long they are hidden, unless they are deleted.</param>
    Task<IReadOnlyList<HeldMessage>> Receive(string queue, TimeSpan hidden, CancellationToken cancellation);

    /// <summary>Deletes a message that was received.</summary>
    Task Delete(string queue, HeldMessage message, CancellationToken cancellation);

    /// <summary>Creates what is missing; called once at start.</summary>
    Task CreateMissing(CancellationToken cancellation);
}
