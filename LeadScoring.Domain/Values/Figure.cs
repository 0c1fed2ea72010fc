namespace LeadScoring.Domain.Values;

/// <summary>A dimension or the score.</summary>
/// <param name="Exact">As computed.</param>
/// <param name="Shown">As users see it and as it is compared: 0-100.</param>
public readonly record struct Figure(ExactRatio Exact, int Shown);
