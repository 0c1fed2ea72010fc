using System.Collections.Immutable;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>The part of the Board that a question is about.</summary>
/// <param name="Filter">What a lead's figures of today must pass.</param>
/// <param name="Models">By which leads are evaluated.</param>
/// <param name="Partitions">In which their rows stand.</param>
internal sealed record BoardScope(LeadFilter Filter, ImmutableArray<VersionedModel> Models, ImmutableHashSet<string> Partitions)
{
    /// <summary>Whether no row from here on can be of a lead that passes: scores of the Board may be off by the tolerance, not by more.</summary>
    public bool EndsBefore(BoardPosition next) => BoardRows.ScoreOf(next.Row) < Filter.MinScore - BoardPlace.Tolerance;
}
