namespace LeadScoring.Domain.Decisions;

/// <summary>How far a lead has come under one model (docs/guide/hand-off.md#the-way-of-a-lead).</summary>
public enum Stage
{
    /// <summary>Marketing's: not sent, or taken back.</summary>
    Nurture,

    /// <summary>Sent to sales or inside sales; not yet accepted (MQL).</summary>
    Qualified,

    /// <summary>Sales took it (SAL).</summary>
    Accepted,

    /// <summary>Sales found a need (SQL).</summary>
    SalesQualified,

    /// <summary>A deal is open.</summary>
    Opportunity,

    /// <summary>Won.</summary>
    Customer,

    /// <summary>The deal was lost.</summary>
    Lost,

    /// <summary>Not to be sent; comes back by feedback or a model change, never by points.</summary>
    Disqualified,
}

/// <summary>What opened an epoch, or upgraded it.</summary>
public enum EpochCause
{
    /// <summary>The lead came onto a route to sales.</summary>
    Route,

    /// <summary>An event that goes straight to sales.</summary>
    FastTrack,

    /// <summary>The lead turned out to be of a kind that goes straight to sales.</summary>
    Persona,
}
