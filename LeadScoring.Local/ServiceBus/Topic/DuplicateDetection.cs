namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>The MessageIds of a while. Not thread-safe: <see cref="BusTopic"/> is.</summary>
internal sealed class DuplicateDetection(TimeSpan window)
{
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Id, DateTimeOffset At)> _oldest = new();

    /// <summary>What is remembered, the oldest first.</summary>
    public IEnumerable<(string Id, DateTimeOffset At)> Seen => _oldest;

    /// <summary>Whether a message with that id came within the window.</summary>
    public bool Has(string id, DateTimeOffset now) => _seen.TryGetValue(id, out var at) && now - at < window;

    /// <summary>Remembers an id.</summary>
    public void Add(string id, DateTimeOffset at)
    {
        while (_oldest.TryPeek(out var first) && at - first.At >= window)
        {
            _oldest.Dequeue();
            if (_seen.TryGetValue(first.Id, out var known) && known == first.At)
                _seen.Remove(first.Id);
        }

        _seen[id] = at;
        _oldest.Enqueue((id, at));
    }
}
