namespace LeadScoring.Domain.Hygiene;

/// <summary>Why an event does not count: an open, a click or an unsubscribe that may be a machine's, of a scanner of a mail gateway or a prefetch; or any, since a person took it out.</summary>
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

    /// <summary>An unsubscribe within two seconds of clicks on links of the same message that are doubted themselves: who follows every link follows that one too. Decides alone.</summary>
    BesideClicks,

    /// <summary>Somebody said that it does not count. Decides alone.</summary>
    Person,
}
