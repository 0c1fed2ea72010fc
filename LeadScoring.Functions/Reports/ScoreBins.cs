using LeadScoring.Domain.Models;

namespace LeadScoring.Functions.Reports;

/// <summary>How scores are counted: one bin per whole score from 0 to 100, or, where points add up, a hundred bins up to about twice the target and an open one.</summary>
/// <param name="Width">Whole scores in a bin.</param>
public readonly record struct ScoreBins(int Width)
{
    /// <summary>How many bins there are; the last one is open upwards.</summary>
    public const int Count = 101;

    /// <summary>The bins of a model.</summary>
    public static ScoreBins For(ModelDefinition model) =>
        new(model.Points is { } points ? Math.Max(1, (int)Math.Min(int.MaxValue / Count, Math.Ceiling(points.Target.Points / 50))) : 1);

    /// <summary>The bin of a score, which is not below 0.</summary>
    public int Of(int score) => Math.Min(score / Width, Count - 1);
}
