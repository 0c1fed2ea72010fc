namespace LeadScoring.Domain.Hygiene;

/// <summary>Why an open or a click may be a machine's: a scanner's of a mail gateway, or a prefetch.</summary>
public enum Suspicion
{
    /// <summary>The vendor or the tracker says that a machine did it. Decides alone.</summary>
    Machine,

    /// <summary>The user agent says that it is not a person's browser. Decides alone.</summary>
    Agent,

    /// <summary>One of three or more different links clicked within two seconds. Decides alone.</summary>
    ManyLinks,

    /// <summary>Within five seconds of the delivery of the same message. Needs another reason.</summary>
    AtDelivery,

    /// <summary>Every link of the message was clicked within a minute. Needs another reason.</summary>
    EveryLink,
}
