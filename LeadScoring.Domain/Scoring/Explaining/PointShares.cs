using System.Numerics;

using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>What points of a category are worth in points of the score (docs/reference/scoring.md#shares-of-the-score): the only place that knows how points become the score.</summary>
internal sealed class PointShares
{
    private const int MilliPerPoint = 1000;

    private readonly BigInteger[] _factors;

    public PointShares(ScoringModel model)
    {
        Denominator = model.ScorePlan?.BigDenominator ?? MilliPerPoint;
        _factors = new BigInteger[model.Categories];
        if (model.ScorePlan is null)
            Array.Fill(_factors, BigInteger.One);
        foreach (var dimension in model.ScorePlan?.Dimensions ?? [])
        {
            for (var c = 0; c < dimension.BigWeights.Length; c++)
                _factors[dimension.FirstCategory + c] = 100 * dimension.BigWeights[c] * dimension.BigFactor;
        }
    }

    /// <summary>Of every share.</summary>
    public BigInteger Denominator { get; }

    /// <summary>The share of points.</summary>
    /// <param name="category">The model's number of the category.</param>
    /// <param name="milliPoints">As they count.</param>
    public ExactShare Of(int category, long milliPoints) => new(_factors[category] * milliPoints, Denominator);
}
