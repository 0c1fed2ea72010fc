using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>A better route, and what would put the lead on it today.</summary>
/// <param name="Route">Id of the route.</param>
/// <param name="To">Who would have the lead.</param>
/// <param name="Grade">The grade then; null where points add up.</param>
/// <param name="Score">The score then.</param>
/// <param name="Steps">All of them together, one or two.</param>
public sealed record BetterRoute(string Route, Destination To, Grade? Grade, Figure Score, ImmutableArray<Step> Steps);
