using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>A route ready for evaluation.</summary>
/// <param name="Id">Of the route.</param>
/// <param name="To">Where it leads.</param>
/// <param name="When">Condition; null = always.</param>
internal sealed record RoutePlan(string Id, Destination To, Check<RouteView>? When);
