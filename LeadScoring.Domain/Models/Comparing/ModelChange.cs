namespace LeadScoring.Domain.Models.Comparing;

/// <summary>One difference in meaning between two documents of a model.</summary>
/// <param name="Kind">What happened to it.</param>
/// <param name="Part">What it is: <c>rule</c>, <c>route</c>, <c>grades</c> ...; one of <see cref="ModelDiff.Parts"/>.</param>
/// <param name="Id">Of the rule, route, dimension ...; null for a part that a model has once.</param>
/// <param name="Aspect">What of it changed, such as <c>points</c>; null when all of it came or went.</param>
/// <param name="Old">What it was, as people read it; null for something new.</param>
/// <param name="New">What it is; null for something that is gone.</param>
/// <param name="Text">All of it in one sentence.</param>
public sealed record ModelChange(ModelChangeKind Kind, string Part, string? Id, string? Aspect, string? Old, string? New, string Text);

/// <summary>What happened to a part of a model.</summary>
public enum ModelChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>A rule gives other points.</summary>
    Reweighted,

    /// <summary>The order is another, where the first that holds wins.</summary>
    Moved,
}
