using System.Collections.Immutable;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>One evaluation with the lines that it is made of (docs/reference/scoring.md#the-ledger). Immutable.</summary>
public sealed record Explanation
{
    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    public required Day AsOf { get; init; }

    /// <summary>One line per rule that holds or has counted matches, in model order, then one <c>clamp</c> line per category that was cut.</summary>
    public required ImmutableArray<LedgerLine> Ledger { get; init; }

    /// <summary>In model order: dimension by dimension.</summary>
    public required ImmutableArray<CategoryResult> Categories { get; init; }

    /// <summary>In model order.</summary>
    public required ImmutableArray<DimensionResult> Dimensions { get; init; }

    public required Figure Score { get; init; }

    /// <summary>Null in a model whose points add up.</summary>
    public required Grade? Grade { get; init; }

    /// <summary>How much of the target is reached, in whole percent cut down, 0-100; null in a model with dimensions and grades.</summary>
    public int? Progress { get; init; }

    /// <summary>Points at which a lead is ready; null in a model with dimensions and grades.</summary>
    public MilliPoints? Target { get; init; }

    /// <summary>The route's id, or <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</summary>
    public required string RouteId { get; init; }

    /// <summary>Index in the model's routes; null when no route of the model holds or a gate held it back.</summary>
    public required int? RouteIndex { get; init; }

    /// <summary>Index of the route that a gate held back; null otherwise.</summary>
    public required int? HeldBack { get; init; }

    public required Destination Destination { get; init; }

    /// <summary>For <c>needs-info</c>: required fields that are missing.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>Whole percent of the fields in question that are known.</summary>
    public required int Known { get; init; }

    /// <summary>The newest day with activity; null without one.</summary>
    public required Day? LastActivity { get; init; }
}

/// <summary>A category of an explanation.</summary>
/// <param name="Dimension">Null in a model whose points add up.</param>
public sealed record CategoryResult(string Name, string? Dimension, MilliPoints Sum, MilliPoints Value);

/// <summary>A dimension of an explanation.</summary>
public sealed record DimensionResult(string Name, Figure Figure);
