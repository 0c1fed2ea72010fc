using System.Numerics;

namespace LeadScoring.Domain.Scoring;

/// <summary>An exact quotient of whole numbers; scores are never computed in fractions that were cut off. <c>default</c> is 0.</summary>
public readonly struct ExactRatio
{
    /// <summary>Above the line.</summary>
    public BigInteger Numerator => 0;

    /// <summary>Below the line; positive.</summary>
    public BigInteger Denominator => 1;

    /// <summary>The nearest whole number, halves away from zero: what users see and what is compared.</summary>
    public int Rounded => 0;

    /// <summary>Rounded to so many decimal places, halves away from zero; for printing only.</summary>
    public decimal ToDecimal(int places) => places;
}
