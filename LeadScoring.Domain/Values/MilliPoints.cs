using System.Globalization;

namespace LeadScoring.Domain.Values;

/// <summary>Points in whole thousandths, so that sums are exact in any order. <c>default</c> is 0 points.</summary>
/// <param name="Value">Thousandths of a point.</param>
public readonly record struct MilliPoints(long Value) : IComparable<MilliPoints>
{
    /// <summary>In points, with at most three decimals.</summary>
    public decimal Points => Value / 1000m;

    /// <inheritdoc />
    public int CompareTo(MilliPoints other) => Value.CompareTo(other.Value);

    public static MilliPoints operator +(MilliPoints left, MilliPoints right) => new(left.Value + right.Value);

    public static MilliPoints operator -(MilliPoints left, MilliPoints right) => new(left.Value - right.Value);

    public static bool operator <(MilliPoints left, MilliPoints right) => left.Value < right.Value;

    public static bool operator >(MilliPoints left, MilliPoints right) => left.Value > right.Value;

    public static bool operator <=(MilliPoints left, MilliPoints right) => left.Value <= right.Value;

    public static bool operator >=(MilliPoints left, MilliPoints right) => left.Value >= right.Value;

    /// <summary>Points without trailing zeros, e.g. <c>-2.5</c>.</summary>
    public override string ToString() => Points.ToString("0.###", CultureInfo.InvariantCulture);
}
