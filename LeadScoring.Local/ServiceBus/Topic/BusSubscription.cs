using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>A subscription with its dead letters and the sessions that somebody holds. Not thread-safe: <see cref="BusTopic"/> is.</summary>
internal sealed class BusSubscription(Subscription rule, BusOptions options)
{
    private readonly Dictionary<string, BusSession> _held = new(StringComparer.Ordinal);

    public string Name => rule.Name;

    public MessageQueue Messages { get; } = new(newestFirst: !options.KeepsOrder);

    public MessageQueue DeadLetters { get; } = new(newestFirst: false);

    /// <summary>What receivers noted about sessions.</summary>
    public Dictionary<string, byte[]> States { get; } = new(StringComparer.Ordinal);

    public IEnumerable<BusSession> Held => _held.Values;

    /// <summary>Whether its rule takes a message; as in <c>infra/modules/messaging.bicep</c>.</summary>
    public bool Takes(SentMessage message) => (message.RedriveTo is null || message.RedriveTo == Name) && rule.Takes(message.Type ?? "");

    /// <summary>Gives a session to a receiver; null when it is held, or no session has messages.</summary>
    /// <param name="wanted">The session; null for the next that has messages.</param>
    public BusSession? Hold(string? wanted, object holder, DateTimeOffset now)
    {
        var id = wanted ?? Messages.Waiting(now).Select(static message => message.Sent.SessionId!).FirstOrDefault(id => !IsHeld(id));
        if (id is null || IsHeld(id))
            return null;
        return _held[id] = new BusSession(id, holder) { Until = now + options.LockDuration };
    }

    public BusSession? HeldBy(object holder) => _held.Values.FirstOrDefault(session => ReferenceEquals(session.Holder, holder));

    /// <summary>Whether a receiver may take messages of a session: it holds it, or sessions are not locked.</summary>
    public bool MayTake(string session, object holder) => !options.LocksSessions || HeldBy(holder)?.Id == session;

    public BusSession? Find(string id) => _held.GetValueOrDefault(id);

    public void Release(BusSession session)
    {
        if (Find(session.Id) == session)
            _held.Remove(session.Id);
    }

    private bool IsHeld(string id) => options.LocksSessions && _held.ContainsKey(id);
}
