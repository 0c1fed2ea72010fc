using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>The sum of the rules of a category.</summary>
/// <param name="Sum">Of all contributions.</param>
/// <param name="Value">The sum cut to the scale.</param>
public readonly record struct CategoryFigure(MilliPoints Sum, MilliPoints Value);
