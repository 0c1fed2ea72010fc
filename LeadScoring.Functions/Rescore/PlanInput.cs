using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>What a plan is made from.</summary>
/// <param name="Lead">As read.</param>
/// <param name="Fold">Pending events to store and score now.</param>
/// <param name="Drop">Pending events to delete only: the log has them.</param>
/// <param name="IsLast">No other event waits: evaluate and decide.</param>
/// <param name="Active">Active models.</param>
/// <param name="Versions">Every model version that the lead's rows name.</param>
/// <param name="LeadIds">Tells which leads the other names of an event belong to.</param>
/// <param name="Now">The time.</param>
/// <param name="Trace">The W3C trace context that messages carry; null for none.</param>
public sealed record PlanInput(
    LeadRead Lead,
    ImmutableArray<PendingRow> Fold,
    ImmutableArray<PendingRow> Drop,
    bool IsLast,
    ImmutableArray<VersionedModel> Active,
    IReadOnlyDictionary<(string Model, int Version), VersionedModel> Versions,
    LeadIds LeadIds,
    DateTimeOffset Now,
    string? Trace)
{
    /// <summary>The state with which a lead begins that has none.</summary>
    public LeadState New { get; init; } = new();
}
