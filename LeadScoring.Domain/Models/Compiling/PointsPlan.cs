namespace LeadScoring.Domain.Models.Compiling;

/// <summary>How category values add up (docs/reference/scoring.md#models-whose-points-add-up), in milli-points.</summary>
internal sealed class PointsPlan(PointsScoring scoring)
{
    /// <summary>To which the sum of each category is cut from below.</summary>
    public long[] Least { get; } = [.. scoring.Categories.Select(static category => category.AtLeast?.Value ?? long.MinValue)];

    /// <summary>To which the sum of each category is cut from above.</summary>
    public long[] Most { get; } = [.. scoring.Categories.Select(static category => category.AtMost?.Value ?? long.MaxValue)];

    /// <summary>Above 0.</summary>
    public long Target { get; } = scoring.Target.Value;
}
