namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>A message of one subscription, from when the topic took it until it is done with.</summary>
/// <param name="sequence">Its number in the topic: the order in which messages came.</param>
/// <param name="sent">What was sent.</param>
internal sealed class BusMessage(long sequence, SentMessage sent)
{
    public long Sequence { get; } = sequence;

    public SentMessage Sent { get; } = sent;

    /// <summary>How often it was given back, or its lock ran out.</summary>
    public int Deliveries { get; set; }

    /// <summary>Who has it for now; null when it waits.</summary>
    public MessageLock? Lock { get; set; }

    /// <summary>Why it is a dead letter; null when it is none.</summary>
    public DeadLetterReason? Dead { get; set; }
}

/// <summary>A message as the topic took it.</summary>
/// <param name="MessageId">Null when the sender gave none.</param>
/// <param name="SessionId">Null when the sender gave none.</param>
/// <param name="Type">The application property <c>type</c>, by which subscriptions choose.</param>
/// <param name="RedriveTo">The application property <c>redriveTo</c>: the only subscription that is meant.</param>
/// <param name="Encoded">The whole message, as it came over the wire.</param>
/// <param name="Enqueued">When it came.</param>
internal sealed record SentMessage(string? MessageId, string? SessionId, string? Type, string? RedriveTo, byte[] Encoded, DateTimeOffset Enqueued);

/// <summary>A message that is being worked on.</summary>
/// <param name="Holder">The receiver that has it.</param>
/// <param name="Token">By which the receiver names it.</param>
/// <param name="Until">After that it is given to others.</param>
internal sealed record MessageLock(object Holder, Guid Token, DateTimeOffset Until);

/// <summary>What whoever dead-lettered a message said.</summary>
internal sealed record DeadLetterReason(string Reason, string Description);
