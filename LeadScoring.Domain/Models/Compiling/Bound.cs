using System.Numerics;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The bound of a band's step, ready to be compared with counts and exact sums.</summary>
internal sealed class Bound
{
    private readonly Int128 _small;
    private readonly BigInteger _unscaled;
    private readonly int _scale;

    public Bound(decimal atLeast)
    {
        _scale = atLeast.Scale;
        _unscaled = ExactNumber.Unscaled(atLeast);
        Count = (long)Math.Min(decimal.Ceiling(atLeast), long.MaxValue);
        // Rounded up: a sum in whole small units reaches the bound exactly when it reaches this.
        _small = (Int128)ExactNumber.CeilingDivide(_unscaled * BigInteger.Pow(10, ExactSum.SmallPlaces), BigInteger.Pow(10, _scale));
    }

    /// <summary>The least whole number that reaches it.</summary>
    public long Count { get; }

    public bool IsReachedBy(in ExactSum sum) => sum.IsSmall(out var small)
        ? small >= _small
        : sum.CompareTo(_unscaled, _scale) >= 0;
}
