namespace LeadScoring.Functions.Messaging;

/// <summary>Whether messages go to the topic, as far as this process has sent any. Another process may fare otherwise, and one that was just started knows nothing.</summary>
public sealed class TopicStatus(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TopicFailure? _failure;

    /// <summary>Null when the last message went, or none was sent.</summary>
    public TopicFailure? Failure
    {
        get
        {
            lock (_gate)
                return _failure;
        }
    }

    /// <summary>The topic took a message, or refused one for good: it answers.</summary>
    public void Answered()
    {
        lock (_gate)
            _failure = null;
    }

    /// <summary>The topic took nothing.</summary>
    public void Failed(TopicFailureReason reason)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
            _failure = new TopicFailure(reason, _failure?.Since ?? now, now);
    }
}
