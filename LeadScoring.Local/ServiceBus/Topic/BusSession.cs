namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>A session that a receiver holds: while it does, nobody else gets the messages of that lead.</summary>
internal sealed class BusSession(string id, object holder)
{
    public string Id { get; } = id;

    public object Holder { get; } = holder;

    public DateTimeOffset Until { get; set; }
}
