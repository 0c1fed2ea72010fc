namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>A message as a receiver gets it.</summary>
/// <param name="Sequence">Its number in the topic.</param>
/// <param name="Sent">What was sent.</param>
/// <param name="Deliveries">How often it came before.</param>
/// <param name="Lock">Null when it is only looked at, or nobody holds it.</param>
/// <param name="Dead">Null when it is no dead letter.</param>
internal sealed record DeliveredMessage(long Sequence, SentMessage Sent, int Deliveries, MessageLock? Lock, DeadLetterReason? Dead)
{
    public static DeliveredMessage Of(BusMessage message) => new(message.Sequence, message.Sent, message.Deliveries, message.Lock, message.Dead);
}
