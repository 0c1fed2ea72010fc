namespace LeadScoring.Domain.Values;

/// <summary>A dimension or the score.</summary>
/// <param name="Exact">As computed.</param>
/// <param name="Shown">As users see it and as it is compared: 0-100; of a score whose points add up, 0 to <see cref="MostShown"/>.</param>
public readonly record struct Figure(ExactRatio Exact, int Shown)
{
    /// <summary>A sum of points has no upper end; what is above this is shown as this.</summary>
    public const int MostShown = 999_999_999;
}
