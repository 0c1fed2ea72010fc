using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Messaging;

/// <summary>The topic <c>lead-events</c>. A port to the outside: Service Bus, or local queues without a connection.</summary>
public interface ITopic
{
    /// <summary>Sends one message and returns when it is taken for good.</summary>
    /// <exception cref="TopicRefusedException">The topic will never take this message; the next may still go.</exception>
    /// <exception cref="TopicUnavailableException">The topic temporarily does not accept messages.</exception>
    Task Send(TopicMessage message, CancellationToken cancellation);
}

/// <summary>A topic that can be asked whether it would take a message, without sending one.</summary>
public interface ITopicProbe
{
    /// <summary>Returns when it would.</summary>
    /// <exception cref="TopicUnavailableException">It would not.</exception>
    Task Probe(CancellationToken cancellation);
}
