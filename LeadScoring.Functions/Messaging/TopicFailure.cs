namespace LeadScoring.Functions.Messaging;

/// <summary>Why the topic takes no message for the moment.</summary>
public enum TopicFailureReason
{
    /// <summary>It is not reached, or does not answer in time.</summary>
    Unreachable,

    /// <summary>It asks for fewer messages.</summary>
    Throttled,

    /// <summary>The app's identity, or key, has no right to send.</summary>
    Unauthorized,

    /// <summary>There is no such topic in the namespace.</summary>
    NotFound,

    /// <summary>It is full: a subscription is not read.</summary>
    Full,

    /// <summary>It is switched off.</summary>
    Disabled,

    /// <summary>Another reason; the log has the type of the exception.</summary>
    Other,
}

/// <summary>Messages do not go, and why the last one did not. Holds no address and no id.</summary>
/// <param name="Reason">Of the last failure.</param>
/// <param name="Since">The first failure after the last message that went.</param>
/// <param name="Last">The last failure.</param>
public sealed record TopicFailure(TopicFailureReason Reason, DateTimeOffset Since, DateTimeOffset Last);
