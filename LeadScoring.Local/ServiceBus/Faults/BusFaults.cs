namespace LeadScoring.Local.ServiceBus.Faults;

/// <summary>What tests let go wrong. All goes well until they do.</summary>
internal sealed class BusFaults
{
    private volatile bool _refusesTokens;
    private volatile bool _hasNoTopic;

    /// <summary>Messages that are sent to the topic.</summary>
    public FaultPlan Sends { get; } = new();

    /// <summary>Messages that are delivered to a receiver.</summary>
    public FaultPlan Deliveries { get; } = new();

    /// <summary>Messages that a receiver completes, gives back or dead-letters.</summary>
    public FaultPlan Settlements { get; } = new();

    /// <summary>Nobody's token is accepted: the identity has lost its role.</summary>
    public bool RefusesTokens
    {
        get => _refusesTokens;
        set => _refusesTokens = value;
    }

    /// <summary>Somebody deleted the topic.</summary>
    public bool HasNoTopic
    {
        get => _hasNoTopic;
        set => _hasNoTopic = value;
    }
}
