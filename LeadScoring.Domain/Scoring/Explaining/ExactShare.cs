using System.Numerics;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>A part of the score, exact: parts are added before anything is rounded.</summary>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below the line; positive.</param>
public readonly record struct ExactShare(BigInteger Numerator, BigInteger Denominator) : IComparable<ExactShare>
{
    /// <summary>Nothing.</summary>
    public static ExactShare None { get; } = new(BigInteger.Zero, BigInteger.One);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The same as a quotient, for showing.</summary>
    public ExactRatio Ratio => new(Numerator, Denominator);

    /// <inheritdoc />
    public int CompareTo(ExactShare other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public static ExactShare operator +(ExactShare left, ExactShare right) => left.Denominator == right.Denominator
        ? new(left.Numerator + right.Numerator, left.Denominator)
        : Reduced((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static ExactShare operator -(ExactShare left, ExactShare right) => left + new ExactShare(-right.Numerator, right.Denominator);

    public static bool operator <(ExactShare left, ExactShare right) => left.CompareTo(right) < 0;

    public static bool operator >(ExactShare left, ExactShare right) => left.CompareTo(right) > 0;

    public static bool operator <=(ExactShare left, ExactShare right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ExactShare left, ExactShare right) => left.CompareTo(right) >= 0;

    /// <summary>That part of it.</summary>
    internal ExactShare Times(ExactShare factor) => Reduced(Numerator * factor.Numerator, Denominator * factor.Denominator);

    /// <summary>How many times the other goes into it, which is not nothing.</summary>
    internal ExactShare Over(ExactShare other) => other.Sign > 0
        ? Reduced(Numerator * other.Denominator, Denominator * other.Numerator)
        : Reduced(-Numerator * other.Denominator, Denominator * -other.Numerator);

    /// <inheritdoc />
    public override string ToString() => Ratio.ToString();

    private static ExactShare Reduced(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsOne || divisor.IsZero ? new(numerator, denominator) : new(numerator / divisor, denominator / divisor);
    }
}
