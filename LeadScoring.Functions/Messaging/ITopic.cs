namespace LeadScoring.Functions.Messaging;

/// <summary>The topic <c>lead-events</c>. A port to the outside: Service Bus, or local queues without a connection.</summary>
public interface ITopic
{
    /// <summary>Sends one message and returns when it is taken for good.</summary>
    /// <exception cref="TopicRefusedException">The topic will never take this message; the next may still go.</exception>
    /// <exception cref="TopicUnavailableException">The topic temporarily does not accept messages.</exception>
    Task Send(TopicMessage message, CancellationToken cancellation);
}

/// <summary>The topic will never take a message, e.g. because it is too large.</summary>
public sealed class TopicRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The topic cannot be reached, is throttled or full.</summary>
/// <param name="message">For developers.</param>
/// <param name="inner">The client's.</param>
/// <param name="reason">A word that may be shown and logged, such as <c>MessagingEntityNotFound</c>; null = the kind of <paramref name="inner"/>.</param>
public sealed class TopicUnavailableException(string message, Exception? inner = null, string? reason = null) : Exception(message, inner)
{
    /// <summary>Why, in a word that holds nothing of a message.</summary>
    public string Reason { get; } = reason ?? inner?.GetType().Name ?? "unavailable";
}

/// <summary>A topic that can be asked whether it would take a message, without sending one.</summary>
public interface ITopicProbe
{
    /// <summary>Returns when it would.</summary>
    /// <exception cref="TopicUnavailableException">It would not.</exception>
    Task Probe(CancellationToken cancellation);
}
