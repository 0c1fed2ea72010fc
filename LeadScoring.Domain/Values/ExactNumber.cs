using System.Globalization;
using System.Numerics;

namespace LeadScoring.Domain.Values;

/// <summary>Numbers of a model brought to whole numbers without loss.</summary>
internal static class ExactNumber
{
    /// <summary>The digits of a decimal without its point.</summary>
    public static BigInteger Unscaled(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)unchecked((uint)bits[2]) << 64) | ((BigInteger)unchecked((uint)bits[1]) << 32) | unchecked((uint)bits[0]);
        return bits[3] < 0 ? -magnitude : magnitude;
    }

    public static BigInteger CeilingDivide(BigInteger value, BigInteger by) =>
        BigInteger.DivRem(value, by, out var rest) + (rest.Sign > 0 ? BigInteger.One : BigInteger.Zero);

    public static BigInteger FloorDivide(BigInteger value, BigInteger by) =>
        BigInteger.DivRem(value, by, out var rest) - (rest.Sign < 0 ? BigInteger.One : BigInteger.Zero);

    /// <summary>A number between two neighbouring thousandths (the same one twice when it is whole), cut to what 64 bits hold.</summary>
    public static (long Floor, long Ceiling) Thousandths(NumberText number)
    {
        var digits = BigInteger.Parse($"0{number.Whole}{number.Fraction}", CultureInfo.InvariantCulture) * 1000 * (number.IsNegative ? -1 : 1);
        var by = BigInteger.Pow(10, number.Fraction.Length);
        return (Cut(FloorDivide(digits, by)), Cut(CeilingDivide(digits, by)));
    }

    private static long Cut(BigInteger value) => (long)BigInteger.Clamp(value, -(BigInteger.One << 62), BigInteger.One << 62);
}
