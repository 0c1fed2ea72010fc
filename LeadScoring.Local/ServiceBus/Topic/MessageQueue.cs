namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>Messages in their order, with locks on those that are being worked on. Not thread-safe: <see cref="BusTopic"/> is.</summary>
/// <param name="newestFirst">Breaks the order, see <see cref="BusOptions.KeepsOrder"/>.</param>
internal sealed class MessageQueue(bool newestFirst)
{
    private readonly SortedDictionary<long, BusMessage> _messages = [];
    private readonly Dictionary<Guid, BusMessage> _locked = [];

    public int Count => _messages.Count;

    public IEnumerable<BusMessage> Messages => _messages.Values;

    public void Add(BusMessage message) => _messages.Add(message.Sequence, message);

    public BusMessage? Find(long sequence) => _messages.GetValueOrDefault(sequence);

    public void Remove(BusMessage message)
    {
        Unlock(message);
        _messages.Remove(message.Sequence);
    }

    /// <summary>The messages that nobody holds, in the order in which they are to be delivered.</summary>
    public IEnumerable<BusMessage> Waiting(DateTimeOffset now)
    {
        var waiting = _messages.Values.Where(message => message.Lock is null || message.Lock.Until <= now);
        return newestFirst ? waiting.Reverse() : waiting;
    }

    /// <summary>Gives a message to a receiver.</summary>
    public void Lock(BusMessage message, object holder, DateTimeOffset until)
    {
        // Its last lock ran out.
        if (message.Lock is not null)
            message.Deliveries++;
        Unlock(message);
        message.Lock = new MessageLock(holder, Guid.NewGuid(), until);
        _locked[message.Lock.Token] = message;
    }

    public void Unlock(BusMessage message)
    {
        if (message.Lock is not { } held)
            return;
        _locked.Remove(held.Token);
        message.Lock = null;
    }

    /// <summary>The message that a receiver holds under a token; null when its lock is lost.</summary>
    public BusMessage? Held(object holder, Guid token, DateTimeOffset now) =>
        _locked.TryGetValue(token, out var message) && message.Lock is { } held && ReferenceEquals(held.Holder, holder) && held.Until > now ? message : null;

    public IReadOnlyList<BusMessage> HeldBy(object holder) => [.. _locked.Values.Where(message => ReferenceEquals(message.Lock!.Holder, holder))];
}
