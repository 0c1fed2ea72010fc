using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Previews;

/// <summary>What publishing a model would do to one lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Before">Where it stands under the version that is live; null where that says nothing about it.</param>
/// <param name="After">Where it would stand; null where the model says nothing about it.</param>
/// <param name="Decisions">What would be decided about it at once.</param>
/// <param name="Crossed">For each of the last weeks, oldest first, whether it would have been handed off newly in it.</param>
/// <param name="Reasons">What makes the difference, in words, the largest first.</param>
/// <param name="IsHidden">Sales is working on it, and the model's audience leaves it out.</param>
public sealed record LeadPreview(
    string LeadId, LeadPlace? Before, LeadPlace? After, ImmutableArray<Decision> Decisions, ImmutableArray<bool> Crossed, ImmutableArray<string> Reasons, bool IsHidden)
{
    /// <summary>Whether it would be handed off, or upgraded, at once.</summary>
    public bool IsHandedOff => Decisions.Any(static decision => decision is Decision.Qualified or Decision.Upgraded);
}

/// <summary>Where a lead stands under a version of a model.</summary>
/// <param name="Score">The shown score.</param>
/// <param name="Grade">Such as <c>A2</c>; null where the model has none.</param>
/// <param name="Route">Id of the route, or <c>nurture</c>, <c>needs-info</c> ...</param>
public sealed record LeadPlace(int Score, string? Grade, string Route);
