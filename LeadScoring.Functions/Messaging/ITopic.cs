namespace LeadScoring.Functions.Messaging;

/// <summary>The topic <c>lead-events</c>. A port to the outside: Service Bus, or local queues without a connection.</summary>
public interface ITopic
{
    /// <summary>Sends one message and returns when it is taken for good.</summary>
    /// <exception cref="TopicRefusedException">The topic will never take this message; the next may still go.</exception>
    /// <exception cref="TopicUnavailableException">The topic does not take messages for the moment.</exception>
    Task Send(TopicMessage message, CancellationToken cancellation);
}

/// <summary>The topic will never take a message, e.g. because it is too large.</summary>
public sealed class TopicRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The topic cannot be reached, is throttled or full; nothing is wrong with the message.</summary>
public sealed class TopicUnavailableException(string message, Exception? inner = null, TopicFailureReason reason = TopicFailureReason.Unreachable) : Exception(message, inner)
{
    public TopicFailureReason Reason { get; } = reason;
}
