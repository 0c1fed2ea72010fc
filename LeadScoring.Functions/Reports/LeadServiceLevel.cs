using System.Collections.Immutable;

using LeadScoring.Domain.Audit;

namespace LeadScoring.Functions.Reports;

/// <summary>What one lead gives to the report: its hand-offs of the period.</summary>
/// <param name="HandOffs">Each with its figures.</param>
/// <param name="Failures">Those that the log contradicts.</param>
/// <param name="Unchecked">Why some could not be checked; a reason for each.</param>
public sealed record LeadServiceLevel(
    ImmutableArray<(ServiceLevelKey Key, ServiceLevelFigures Figures)> HandOffs, ImmutableArray<AuditFailure> Failures, ImmutableArray<UncheckedReason> Unchecked)
{
    /// <summary>What became of each hand-off of the period.</summary>
    public ImmutableArray<HandOffCourse> Courses { get; init; } = [];

    /// <summary>No hand-off in the period.</summary>
    public static LeadServiceLevel None { get; } = new([], [], []);
}
