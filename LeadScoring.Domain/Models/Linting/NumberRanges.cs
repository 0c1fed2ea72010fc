using System.Globalization;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Which numbers satisfy tests of one field.</summary>
internal static class NumberRanges
{
    /// <summary>Whether some number may satisfy those that must hold and none of those that must fail.</summary>
    public static bool CanHold(IReadOnlyCollection<Condition.Test> holding, IReadOnlyCollection<Condition.Test> failing)
    {
        var range = new Range(null, null, true, true);
        var isNumber = false;
        foreach (var test in holding)
        {
            if (Of(test) is not { } one)
                continue;
            isNumber = true;
            range = range.And(one);
        }

        // A test that fails says nothing of a value that is not a number.
        if (!isNumber)
            return true;
        foreach (var test in failing)
        {
            if (Of(test) is { } one)
                range = range.Without(one);
        }

        return !range.IsEmpty;
    }

    private static Range? Of(Condition.Test test) => test.Operator switch
    {
        Operator.AtLeast => new Range(Number(test.Operands[0]), null, true, true),
        Operator.Above => new Range(Number(test.Operands[0]), null, false, true),
        Operator.AtMost => new Range(null, Number(test.Operands[0]), true, true),
        Operator.Below => new Range(null, Number(test.Operands[0]), true, false),
        Operator.Between => new Range(Number(test.Operands[0]), Number(test.Operands[1]), true, true),
        _ => null,
    };

    private static decimal Number(string text) => decimal.Parse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // A null end is open to infinity.
    private readonly record struct Range(decimal? Low, decimal? High, bool HasLow, bool HasHigh)
    {
        public bool IsEmpty => Low is { } low && High is { } high && (low > high || (low == high && !(HasLow && HasHigh)));

        public Range And(Range other)
        {
            var result = this;
            if (other.Low is { } low && (Low is not { } ownLow || low > ownLow || (low == ownLow && !other.HasLow)))
                result = result with { Low = low, HasLow = other.HasLow };
            if (other.High is { } high && (High is not { } ownHigh || high < ownHigh || (high == ownHigh && !other.HasHigh)))
                result = result with { High = high, HasHigh = other.HasHigh };
            return result;
        }

        // What is left of this range outside another, when that is one range; else this one, which is too much and never too little.
        public Range Without(Range other)
        {
            if (other.Low is null && other.High is { } high)
                return And(new Range(high, null, !other.HasHigh, true));
            if (other.High is null && other.Low is { } low)
                return And(new Range(null, low, true, !other.HasLow));
            return And(other) == this ? this with { Low = 1, High = 0 } : this;
        }
    }
}
