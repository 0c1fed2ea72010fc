namespace LeadScoring.Local.ServiceBus.Faults;

/// <summary>What can go wrong with a send, a delivery or a settlement.</summary>
internal enum BusFault
{
    None,

    /// <summary>The connection breaks; nothing was done.</summary>
    CutBefore,

    /// <summary>The connection breaks after it was done, before the answer: whoever asked does not know.</summary>
    CutAfter,

    /// <summary>The namespace is throttled.</summary>
    ServerBusy,

    /// <summary>The right was taken away meanwhile.</summary>
    Unauthorized,

    /// <summary>The topic is full.</summary>
    QuotaExceeded,

    /// <summary>The topic is switched off.</summary>
    Disabled,

    /// <summary>The lock of the message's session has expired.</summary>
    LockLost,
}
