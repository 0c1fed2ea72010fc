using System.Numerics;

namespace LeadScoring.Domain.Values;

/// <summary>An exact decimal sum of numbers of any length. Ordinary numbers add up without allocating. <c>default</c> is 0.</summary>
internal readonly struct ExactSum : IEquatable<ExactSum>
{
    /// <summary>Decimal places of the fast part.</summary>
    public const int SmallPlaces = NumberText.SmallPlaces;

    private readonly Int128 _small;
    private readonly Rest? _rest;

    private ExactSum(Int128 small, Rest? rest)
    {
        _small = small;
        _rest = rest;
    }

    /// <summary>Numbers with too many digits for the fast part, added up.</summary>
    private sealed record Rest(BigInteger Unscaled, int Scale);

    public ExactSum Plus(NumberText number)
    {
        if (number.TrySmall(out var scaled))
            return new ExactSum(_small + scaled, _rest);
        var digits = BigInteger.Parse($"0{number.Whole}{number.Fraction}", System.Globalization.CultureInfo.InvariantCulture);
        return new ExactSum(_small, Add(_rest, new Rest(number.IsNegative ? -digits : digits, number.Fraction.Length)));
    }

    public ExactSum Plus(ExactSum other) => new(
        _small + other._small,
        other._rest is null ? _rest : Add(_rest, other._rest));

    /// <summary>Whether the sum is a whole number of small units, which it then tells.</summary>
    public bool IsSmall(out Int128 small)
    {
        small = _small;
        return _rest is null;
    }

    public int CompareTo(BigInteger unscaled, int scale)
    {
        var (value, places) = Canonical();
        return (value * BigInteger.Pow(10, Math.Max(0, scale - places)))
            .CompareTo(unscaled * BigInteger.Pow(10, Math.Max(0, places - scale)));
    }

    /// <summary>The one form of the value: without trailing zeros behind the point.</summary>
    public (BigInteger Unscaled, int Scale) Canonical()
    {
        var sum = Add(_rest, new Rest((BigInteger)_small, SmallPlaces));
        var (unscaled, scale) = (sum.Unscaled, sum.Scale);
        while (scale > 0)
        {
            var quotient = BigInteger.DivRem(unscaled, 10, out var digit);
            if (!digit.IsZero)
                break;
            unscaled = quotient;
            scale--;
        }

        return (unscaled, scale);
    }

    /// <summary>From <see cref="Canonical"/>.</summary>
    public static ExactSum Of(BigInteger unscaled, int scale)
    {
        if (scale > SmallPlaces)
            return new ExactSum(0, new Rest(unscaled, scale));
        var small = unscaled * BigInteger.Pow(10, SmallPlaces - scale);
        return BigInteger.Abs(small) < BigInteger.One << 120
            ? new ExactSum((Int128)small, null)
            : new ExactSum(0, new Rest(unscaled, scale));
    }

    public bool Equals(ExactSum other) => Canonical() == other.Canonical();

    public override bool Equals(object? obj) => obj is ExactSum other && Equals(other);

    public override int GetHashCode() => Canonical().GetHashCode();

    private static Rest Add(Rest? left, Rest right)
    {
        if (left is null)
            return right;
        var scale = Math.Max(left.Scale, right.Scale);
        return new Rest(
            (left.Unscaled * BigInteger.Pow(10, scale - left.Scale)) + (right.Unscaled * BigInteger.Pow(10, scale - right.Scale)),
            scale);
    }
}
