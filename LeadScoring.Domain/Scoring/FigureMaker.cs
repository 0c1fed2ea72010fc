using System.Numerics;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Makes categories, dimensions and the score from sums of points (docs/reference/scoring.md#from-points-to-the-score).</summary>
internal static class FigureMaker
{
    private const long MilliPerPoint = 1000;

    /// <summary>Fills categories, dimensions, score and progress.</summary>
    /// <param name="model">Of the scorecard.</param>
    /// <param name="sums">Milli-points by category, not cut.</param>
    /// <param name="into">Takes the figures.</param>
    public static void Make(ScoringModel model, long[] sums, Scorecard into)
    {
        if (model.PointsPlan is { } points)
            Make(points, sums, into);
        else
            Make(model.ScorePlan!, sums, into);
    }

    private static void Make(PointsPlan plan, long[] sums, Scorecard into)
    {
        long score = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var value = Math.Clamp(sums[i], plan.Least[i], plan.Most[i]);
            into.CategoryFigures[i] = new CategoryFigure(new MilliPoints(sums[i]), new MilliPoints(value));
            score += value;
        }

        score = Math.Max(0, score);
        var exact = new ExactRatio(score, MilliPerPoint);
        var shown = Math.Min(exact.Rounded, Figure.MostShown);
        into.Score = new Figure(exact, shown);
        // Cut down: 100 says that the target is reached.
        into.Progress = (int)Math.Min(100, shown * (100 * MilliPerPoint) / plan.Target);
    }

    private static void Make(ScorePlan plan, long[] sums, Scorecard into)
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
