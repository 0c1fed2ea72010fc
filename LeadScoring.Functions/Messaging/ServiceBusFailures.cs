using Azure.Messaging.ServiceBus;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Messaging;

/// <summary>
/// Tells a message that Service Bus will never take from a topic that takes none now. Only what speaks of the message itself is for good: an outage, a lost role
/// or a deleted topic must not cost a decision, however long it lasts, so all that is not known waits, too.
/// </summary>
internal static class ServiceBusFailures
{
    /// <summary>What a failed send means for the outbox.</summary>
    /// <param name="failure">As the client threw it, after its own retries.</param>
    /// <param name="messageId">Of the message.</param>
    public static Exception ToTopic(Exception failure, string messageId) => failure switch
    {
        ServiceBusException { Reason: ServiceBusFailureReason.MessageSizeExceeded } tooLarge =>
            new TopicRefusedException($"Service Bus refuses the message {messageId}: {tooLarge.Reason}.", tooLarge),
        // The client or the service: an id, a property or a value that no message can have.
        ArgumentException argument => new TopicRefusedException($"Service Bus refuses the message {messageId}: {argument.GetType().Name}.", argument),
        _ => new TopicUnavailableException($"Service Bus does not accept messages: {Name(failure)}.", failure, Name(failure)),
    };

    // Words that can be searched for, and that hold nothing of a message.
    private static string Name(Exception failure) => failure is ServiceBusException bus ? $"{bus.Reason}" : failure.GetType().Name;
}
