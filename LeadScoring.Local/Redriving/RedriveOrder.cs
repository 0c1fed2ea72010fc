namespace LeadScoring.Local.Redriving;

/// <summary>What `leads redrive` was asked for.</summary>
internal sealed record RedriveOrder
{
    public const string Poison = "poison";
    public const string DeadLetters = "dead-letters";
    public const string Parked = "parked";
    public const string Waiting = "waiting";

    /// <summary>Everything that can be asked for by name.</summary>
    public static readonly string[] Kinds = [Poison, DeadLetters, Parked, Waiting];

    /// <summary>One of <see cref="Kinds"/>; null = a look at all but <see cref="Waiting"/>, which reads every lead.</summary>
    public string? Kind { get; init; }

    /// <summary>Move; otherwise look.</summary>
    public bool Go { get; init; }

    /// <summary>At most this many of each place.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Only this queue; null = all.</summary>
    public string? Queue { get; init; }

    /// <summary>Only this subscription; null = all.</summary>
    public string? Subscription { get; init; }

    /// <summary>What is not a message of its queue is deleted.</summary>
    public bool DeletesUnreadable { get; init; }

    /// <summary>The caller has seen that the rules of the other subscriptions leave marked messages out.</summary>
    public bool RulesChecked { get; init; }
}
