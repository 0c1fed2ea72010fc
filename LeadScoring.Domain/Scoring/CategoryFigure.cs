using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Scoring;

/// <summary>What the rules of a category come to.</summary>
/// <param name="Sum">Of all contributions.</param>
/// <param name="Value">The sum cut to the scale.</param>
public readonly record struct CategoryFigure(MilliPoints Sum, MilliPoints Value);
