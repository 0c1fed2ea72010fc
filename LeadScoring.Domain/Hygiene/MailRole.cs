namespace LeadScoring.Domain.Hygiene;

/// <summary>What an event means for the doubts about the events of its lead.</summary>
public enum MailRole
{
    /// <summary>It counts, and says nothing about others.</summary>
    None,

    /// <summary>It counts, and may put others in doubt.</summary>
    Tells,

    /// <summary>Others may put it in doubt, and it others.</summary>
    MayBeDoubted,

    /// <summary>It is a machine's, whatever happened around it.</summary>
    Doubted,
}
