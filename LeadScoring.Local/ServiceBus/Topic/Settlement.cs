namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>What a receiver did with a message.</summary>
internal abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>It is done with.</summary>
    internal sealed record Complete : Settlement;

    /// <summary>It is to be delivered again.</summary>
    internal sealed record Abandon : Settlement;

    /// <summary>It cannot be worked on.</summary>
    internal sealed record DeadLetter(DeadLetterReason Why) : Settlement;
}
