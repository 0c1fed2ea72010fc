using System.Numerics;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Makes categories, dimensions and the score from sums of points (docs/reference/scoring.md#from-points-to-the-score).</summary>
internal static class FigureMaker
{
    public static void Make(ScorePlan plan, long[] sums, Scorecard into)
    {
        for (var i = 0; i < sums.Length; i++)
            into.CategoryFigures[i] = new CategoryFigure(new MilliPoints(sums[i]), new MilliPoints(Math.Clamp(sums[i], -plan.Scale, plan.Scale)));
        if (plan.IsSmall)
            MakeSmall(plan, into);
        else
            MakeBig(plan, into);
    }

    private static void MakeSmall(ScorePlan plan, Scorecard into)
    {
        long score = 0;
        for (var i = 0; i < plan.Dimensions.Length; i++)
        {
            var dimension = plan.Dimensions[i];
            var weights = dimension.Weights;
            long weighted = 0;
            for (var c = 0; c < weights.Length; c++)
                weighted += weights[c] * into.CategoryFigures[dimension.FirstCategory + c].Value.Value;
            weighted = Math.Clamp(100 * weighted, 0, 100 * dimension.Denominator);
            var exact = new ExactRatio(weighted, dimension.Denominator);
            into.DimensionFigures[i] = new Figure(exact, exact.Rounded);
            score += weighted * dimension.Factor;
        }

        var composite = new ExactRatio(score, plan.Denominator);
        into.Score = new Figure(composite, composite.Rounded);
    }

    private static void MakeBig(ScorePlan plan, Scorecard into)
    {
        var score = BigInteger.Zero;
        for (var i = 0; i < plan.Dimensions.Length; i++)
        {
            var dimension = plan.Dimensions[i];
            var weighted = BigInteger.Zero;
            for (var c = 0; c < dimension.BigWeights.Length; c++)
                weighted += dimension.BigWeights[c] * into.CategoryFigures[dimension.FirstCategory + c].Value.Value;
            weighted = BigInteger.Clamp(100 * weighted, 0, 100 * dimension.BigDenominator);
            var exact = new ExactRatio(weighted, dimension.BigDenominator);
            into.DimensionFigures[i] = new Figure(exact, exact.Rounded);
            score += weighted * dimension.BigFactor;
        }

        var composite = new ExactRatio(score, plan.BigDenominator);
        into.Score = new Figure(composite, composite.Rounded);
    }
}
