using System.Numerics;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>
/// How category values come to dimensions and the score (docs/reference/scoring.md#from-points-to-the-score), in whole numbers: weights as written are brought to whole
/// numbers once, and every figure is one quotient over a common denominator.
/// </summary>
internal sealed class ScorePlan
{
    public ScorePlan(ModelDefinition definition)
    {
        var scale = definition.Scale.Value;
        Scale = scale;
        var weights = Whole(definition.Dimensions.Select(dimension => dimension.Weight));
        Dimensions = new DimensionPlan[definition.Dimensions.Length];
        var first = 0;
        for (var i = 0; i < Dimensions.Length; i++)
        {
            var categories = definition.Dimensions[i].Categories;
            var shares = Whole(categories.Select(category => category.Weight));
            Dimensions[i] = new DimensionPlan(first, shares, scale * Sum(shares), weights[i]);
            first += categories.Length;
        }

        var common = Dimensions.Aggregate(BigInteger.One, (all, dimension) => all / BigInteger.GreatestCommonDivisor(all, dimension.BigDenominator) * dimension.BigDenominator);
        BigDenominator = common * Sum(weights);
        foreach (var dimension in Dimensions)
            dimension.BigFactor = common / dimension.BigDenominator * dimension.BigWeight;
        // No intermediate result is above 201 times the denominator.
        IsSmall = BigDenominator < (BigInteger.One << 54);
        if (!IsSmall)
            return;
        Denominator = (long)BigDenominator;
        foreach (var dimension in Dimensions)
            dimension.MakeSmall();
    }

    /// <summary>Milli-points to which a category is cut.</summary>
    public long Scale { get; }

    public DimensionPlan[] Dimensions { get; }

    /// <summary>Whether 64 bits are enough for every intermediate result; weights with a dozen digits need more.</summary>
    public bool IsSmall { get; }

    /// <summary>Of the score; when <see cref="IsSmall"/>.</summary>
    public long Denominator { get; }

    public BigInteger BigDenominator { get; }

    private static BigInteger Sum(BigInteger[] values) => values.Aggregate(BigInteger.Zero, (sum, value) => sum + value);

    /// <summary>The same proportions in the smallest whole numbers.</summary>
    private static BigInteger[] Whole(IEnumerable<decimal> weights)
    {
        decimal[] written = [.. weights];
        var places = written.Max(weight => weight.Scale);
        BigInteger[] whole = [.. written.Select(weight => ExactNumber.Unscaled(weight) * BigInteger.Pow(10, places - weight.Scale))];
        var divisor = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        return divisor.IsZero ? whole : [.. whole.Select(weight => weight / divisor)];
    }
}

/// <summary>A dimension of a <see cref="ScorePlan"/>.</summary>
internal sealed class DimensionPlan(int firstCategory, BigInteger[] weights, BigInteger denominator, BigInteger weight)
{
    /// <summary>The model's number of its first category.</summary>
    public int FirstCategory => firstCategory;

    public BigInteger[] BigWeights => weights;

    /// <summary>Scale times the sum of the weights.</summary>
    public BigInteger BigDenominator => denominator;

    /// <summary>Share in the score.</summary>
    public BigInteger BigWeight => weight;

    /// <summary>What the dimension's numerator is multiplied with in the score's.</summary>
    public BigInteger BigFactor { get; set; }

    public long[] Weights { get; private set; } = [];

    public long Denominator { get; private set; }

    public long Factor { get; private set; }

    public void MakeSmall()
    {
        Weights = [.. weights.Select(value => (long)value)];
        Denominator = (long)denominator;
        Factor = (long)BigFactor;
    }
}
