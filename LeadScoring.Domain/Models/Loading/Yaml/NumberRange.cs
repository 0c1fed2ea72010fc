using System.Globalization;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Which numbers are valid somewhere.</summary>
/// <param name="Decimals">At most this many.</param>
internal readonly record struct NumberRange(decimal Least, decimal Most, int Decimals)
{
    /// <summary>Far above any scale, and far below where sums of thousandths would leave 64 bits.</summary>
    public static NumberRange Points { get; } = new(-1_000_000, 1_000_000, 3);

    /// <summary>Shares; six decimals are enough for any split, and keep exact sums of products within 128 bits.</summary>
    public static NumberRange Weight { get; } = new(0, 1_000_000, 6);

    /// <summary>Bounds of shown figures, which are 0-100; a bound that cannot be reached is lint's to find.</summary>
    public static NumberRange Bound { get; } = new(-1_000_000, 1_000_000, 6);

    /// <summary>Something valid, for a fix.</summary>
    public string Example => Least > 5 || Most < 5 ? Least.ToString(CultureInfo.InvariantCulture) : Decimals == 0 ? "5" : "2.5";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Decimals == 0 ? "a whole number" : $"a number with at most {Decimals} decimals")} from {Least} to {Most}");
}
