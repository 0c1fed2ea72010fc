namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>Where messages are received: a subscription, or its dead letters.</summary>
internal sealed record BusPlace(BusSubscription Subscription, bool IsDeadLetters)
{
    public MessageQueue Queue => IsDeadLetters ? Subscription.DeadLetters : Subscription.Messages;
}
