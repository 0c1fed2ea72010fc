using System.Collections.Immutable;

using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Audit;

/// <summary>What the log says about a hand-off. Closed: the nested cases are all there are.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>The log contradicts: the lead was handed off below what was agreed.</summary>
    public virtual bool IsBelow => true;

    /// <summary>The log says the same.</summary>
    public sealed record Proven : AuditVerdict
    {
        public override bool IsBelow => false;
    }

    /// <summary>Nobody can tell any more.</summary>
    public sealed record Unchecked(UncheckedReason Reason) : AuditVerdict
    {
        public override bool IsBelow => false;
    }

    /// <summary>The log gives another route, or the route goes to somebody else.</summary>
    /// <param name="Route">The route, or what a gate makes of it.</param>
    /// <param name="To">To whom it goes.</param>
    /// <param name="Grade">Null in a model whose points add up.</param>
    /// <param name="Missing">Required fields that are missing.</param>
    public sealed record OtherRoute(string Route, Destination To, string? Grade, int Score, ImmutableArray<string> Missing) : AuditVerdict;

    /// <summary>An upgrade to a route that is not better than the one before.</summary>
    public sealed record NotBetter(string From) : AuditVerdict;

    /// <summary>An upgrade of what was not handed off.</summary>
    /// <param name="Open">The entry with which the lead was handed off in that epoch; null for none.</param>
    public sealed record NothingToUpgrade(string? Open) : AuditVerdict;

    /// <summary>The log has no such event, or it came later than the hand-off.</summary>
    public sealed record NoSuchEvent : AuditVerdict;

    /// <summary>The event is there, but the model's entry does not take it.</summary>
    public sealed record NotTaken : AuditVerdict;

    /// <summary>The profile does not show the persona.</summary>
    public sealed record NotHeld : AuditVerdict;

    /// <summary>The model's entry of that id goes to somebody else.</summary>
    public sealed record OtherTeam(Destination? To) : AuditVerdict;
}

/// <summary>Why a hand-off cannot be checked.</summary>
public enum UncheckedReason
{
    /// <summary>An older app did not note what it could know.</summary>
    NotNoted,

    /// <summary>The version of the model is not there, or cannot be read any more.</summary>
    ModelUnreadable,

    /// <summary>The decision itself cannot be read.</summary>
    DecisionUnreadable,

    /// <summary>The lead's log cannot be read.</summary>
    LogUnreadable,

    /// <summary>The lead was merged with another, or taken apart again: not all that it was decided on is in its log.</summary>
    LogAltered,
}
