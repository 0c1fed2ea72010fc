using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>The part of the Board that a question is about.</summary>
/// <param name="Filter">What a lead's figures of today must pass.</param>
/// <param name="Models">By which leads are evaluated.</param>
/// <param name="Partitions">In which their rows stand.</param>
/// <param name="IsFiled">All leads stand on the shelves of this version.</param>
internal sealed record BoardScope(LeadFilter Filter, ImmutableArray<VersionedModel> Models, ImmutableHashSet<string> Partitions, bool IsFiled)
{
    /// <summary>Of this number of days before today the scores are asked for too.</summary>
    public int DaysBefore { get; init; }

    /// <summary>Whether a partition holds leads that were handed off and may still wait for an answer, or for a call that was promised.</summary>
    public static bool IsWaiting(string partition) => Waiting.Contains(BoardRows.ShelfOf(partition));

    /// <summary>Whether only leads can pass that are on a shelf of their stage: there are few, and all can be read.</summary>
    public bool IsShort => Partitions.All(static partition => !BoardPlace.IsOfRoute(BoardRows.ShelfOf(partition)));

    private static readonly string[] Waiting = [.. BoardPlace.Shelves.Where(static stage => (Lifecycle.New with { Stage = stage }).IsOpen).Select(BoardPlace.ShelfOf)];

    /// <summary>Whether no row from here on can be of a lead that passes: scores of the Board may be off by the tolerance, not by more.</summary>
    public bool EndsBefore(BoardPosition next) => BoardRows.ScoreOf(next.Row) < Filter.MinScore - BoardPlace.Tolerance;
}
