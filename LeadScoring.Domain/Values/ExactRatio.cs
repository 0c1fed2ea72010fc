using System.Numerics;

namespace LeadScoring.Domain.Values;

/// <summary>An exact quotient of whole numbers; scores are never computed in fractions that were cut off. <c>default</c> is 0.</summary>
public readonly struct ExactRatio : IEquatable<ExactRatio>
{
    private readonly long _numerator;
    private readonly long _denominator;
    private readonly Big? _big;

    internal ExactRatio(long numerator, long denominator)
    {
        _numerator = numerator;
        _denominator = denominator;
    }

    internal ExactRatio(BigInteger numerator, BigInteger denominator) => _big = new Big(numerator, denominator);

    private sealed record Big(BigInteger Numerator, BigInteger Denominator);

    /// <summary>Above the line.</summary>
    public BigInteger Numerator => _big?.Numerator ?? _numerator;

    /// <summary>Below the line; positive.</summary>
    public BigInteger Denominator => _big?.Denominator ?? (_denominator == 0 ? 1 : _denominator);

    /// <summary>The nearest whole number, halves away from zero: what users see and what is compared. Beyond 32 bits the number at their end.</summary>
    public int Rounded => _big is null
        ? (int)Math.Clamp(RoundedQuotient(_numerator, _denominator == 0 ? 1 : _denominator), int.MinValue, int.MaxValue)
        : (int)BigInteger.Clamp(RoundedQuotient(_big.Numerator, _big.Denominator), int.MinValue, int.MaxValue);

    /// <summary>Rounded to this many decimal places, halves away from zero; for printing only.</summary>
    public decimal ToDecimal(int places)
    {
        var power = BigInteger.Pow(10, places);
        var result = (decimal)RoundedQuotient(Numerator * power, Denominator);
        for (var i = 0; i < places; i++)
            result /= 10;
        return result;
    }

    /// <inheritdoc />
    public bool Equals(ExactRatio other) => Numerator * other.Denominator == other.Numerator * Denominator;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ExactRatio other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Rounded;

    public static bool operator ==(ExactRatio left, ExactRatio right) => left.Equals(right);

    public static bool operator !=(ExactRatio left, ExactRatio right) => !left.Equals(right);

    /// <summary>With six decimal places.</summary>
    public override string ToString() => ToDecimal(6).ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture);

    private static long RoundedQuotient(long value, long by) => value >= 0
        ? ((2 * value) + by) / (2 * by)
        : -(((-2 * value) + by) / (2 * by));

    private static BigInteger RoundedQuotient(BigInteger value, BigInteger by) => value.Sign >= 0
        ? ((2 * value) + by) / (2 * by)
        : -(((-2 * value) + by) / (2 * by));
}
