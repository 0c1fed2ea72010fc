using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>How far a lead has come under one model (hand-off, section 2).</summary>
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

/// <summary>What opened an epoch.</summary>
public enum EpochCause
{
    /// <summary>The lead came onto a route to sales.</summary>
    Route,

    /// <summary>An event that goes straight to sales.</summary>
    FastTrack,
}

/// <summary>A lead's way through one model. Part of the stored state; changed only by <see cref="Decider"/>.</summary>
public sealed record Lifecycle
{
    /// <summary>A lead never sent.</summary>
    public static Lifecycle New { get; } = new();

    public Stage Stage { get; init; }

    /// <summary>How often the lead was sent; each time opens an epoch. 0 = never.</summary>
    public int Epoch { get; init; }

    /// <summary>What opened the newest epoch.</summary>
    public EpochCause Cause { get; init; }

    /// <summary>Id of the route or fast track with which it was sent.</summary>
    public string? Route { get; init; }

    /// <summary>To whom it was sent.</summary>
    public Destination To { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Until when somebody must have tried to reach the lead; null = no time was agreed.</summary>
    public DateTimeOffset? RespondBy { get; init; }

    /// <summary>First day on which a new epoch may open; null = any.</summary>
    public Day? CoolDownUntil { get; init; }

    /// <summary>Since the newest epoch ended the lead was seen on no route to sales: the next entry is a fresh crossing.</summary>
    public bool SeenBelow { get; init; } = true;

    /// <summary>Id of the disqualification in force.</summary>
    public string? DisqualifiedBy { get; init; }

    /// <summary>Whether sales has the lead.</summary>
    public bool IsWithSales => Stage is Stage.Qualified or Stage.Accepted or Stage.SalesQualified or Stage.Opportunity or Stage.Customer;
}
