namespace LeadScoring.Functions.Access;

/// <summary>What a caller may do. Described in docs/operations/keys.md; the names are those of settings and of app roles in Entra ID.</summary>
public enum Role
{
    /// <summary>Sends events and files.</summary>
    Ingest,

    /// <summary>Reads leads without addresses, names and telephone numbers.</summary>
    ReadMasked,

    /// <summary>Reads leads, reports and models.</summary>
    Read,

    /// <summary>Reads, and reports what became of a lead.</summary>
    Sales,

    /// <summary>Reads messages, and reports what became of a lead.</summary>
    Connector,

    /// <summary>Reads, and changes models and sources.</summary>
    Marketing,

    /// <summary>Does everything.</summary>
    Admin,
}
