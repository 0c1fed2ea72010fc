using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Leads;

/// <summary>What the message about a decision is made of: the lead as the decision left it.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Number">The fact's number, from 1: with the lead and the model it identifies the message.</param>
/// <param name="Fact">The decision.</param>
/// <param name="Snapshot">Figures that it was taken on; null for a decision of no model.</param>
/// <param name="Lifecycle">The lead's way through the model.</param>
/// <param name="State">The lead.</param>
/// <param name="Cause">The event that caused it; null where none did.</param>
public sealed record MessageContext(string LeadId, int Number, Fact Fact, ScoreSnapshot? Snapshot, Lifecycle Lifecycle, LeadState State, LeadEvent? Cause)
{
    /// <summary>The lead is a customer in the eyes of the model.</summary>
    public bool IsCustomer { get; init; }

    /// <summary>The model makes a lead an opportunity when it is handed off (<see cref="Models.ModelDefinition.IsOpportunityAtTarget"/>).</summary>
    public bool IsOpportunityAtTarget { get; init; }

    /// <summary>The score that the proven events alone would give; null where nothing is claimed, or the decision is no hand-off.</summary>
    public int? ProvenScore { get; init; }
}
