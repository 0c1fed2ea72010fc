using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>One compiled operator with its operands (docs/reference/scoring.md#conditions). Closed: the nested cases are all there are.</summary>
internal abstract class TextTest
{
    private TextTest() { }

    /// <summary>Whether the answer may change from day to day.</summary>
    public virtual bool DependsOnDay => false;

    /// <summary>Whether a value satisfies it; a missing one never does, but for <c>exists: false</c>.</summary>
    public bool Holds(ref TextValue value, Day asOf) => value.HasText
        ? HoldsText(ref value, asOf)
        : value.IsMissing ? HoldsMissing : HoldsList(value.Items, asOf);

    /// <summary>On a missing value.</summary>
    protected virtual bool HoldsMissing => false;

    /// <summary>On one text that is not missing.</summary>
    protected abstract bool HoldsText(ref TextValue value, Day asOf);

    /// <summary>On a list: any element will do.</summary>
    protected virtual bool HoldsList(string[] items, Day asOf)
    {
        foreach (var item in items)
        {
            var value = default(TextValue);
            value.Set(item);
            if (HoldsText(ref value, asOf))
                return true;
        }

        return false;
    }

    /// <exception cref="ArgumentException">An operand that the loader refuses.</exception>
    /// <param name="test">As the document says it.</param>
    /// <param name="readsWritten">Numbers, dates, yes and no are also read as people write them.</param>
    /// <param name="zone">In which dates with a time have their day; null = UTC.</param>
    public static TextTest Compile(Condition.Test test, bool readsWritten, DayZone? zone = null)
    {
        zone ??= DayZone.Utc;
        Operand[] operands = [.. test.Operands.Select(text => new Operand(text, readsWritten))];
        return test.Operator switch
        {
            Operator.Is when operands.Length == 1 => new IsOne(operands[0]),
            Operator.Is => new IsAny(operands),
            Operator.IsNot => new IsNot(operands),
            Operator.Contains => new Contains(operands),
            Operator.StartsWith when operands.Length == 1 => new StartsWithOne(operands[0].Text),
            Operator.StartsWith => new StartsWith(operands),
            Operator.EndsWith => new EndsWith(operands),
            Operator.HasWord => new HasWord([.. operands.Select(operand => Words.Of(operand.Text)).Where(words => words.Length > 0)]),
            Operator.Matches => new Matches(test.Operands[0]),
            Operator.AtLeast or Operator.AtMost or Operator.Above or Operator.Below => new Compares(test.Operator, operands[0], readsWritten),
            Operator.Between => new Between(operands[0], operands[1], readsWritten),
            Operator.Exists => new Exists(operands[0].Text.Equals("true", StringComparison.OrdinalIgnoreCase)),
            Operator.Before or Operator.After => new BeforeOrAfter(test.Operator == Operator.Before, Date(operands[0], zone), zone, readsWritten),
            Operator.OlderThan or Operator.NewerThan => new Age(test.Operator == Operator.OlderThan, Whole(operands[0]), zone, readsWritten),
            _ => throw new UnreachableException(),
        };
    }

    private static Day Date(Operand operand, DayZone zone) => DateText.TryParse(operand.Text, zone, out var day)
        ? day
        : throw new ArgumentException($"'{operand.Text}' is not a date.", nameof(operand));

    private static int Whole(Operand operand) => int.TryParse(operand.Text, out var days)
        ? days
        : throw new ArgumentException($"'{operand.Text}' is not a number of days.", nameof(operand));

    internal sealed class IsOne(Operand operand) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf) => operand.Equals(ref value);
    }

    internal sealed class IsAny(Operand[] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf) => Any(operands, ref value);

        public static bool Any(Operand[] operands, ref TextValue value)
        {
            foreach (ref readonly var operand in operands.AsSpan())
            {
                if (operand.Equals(ref value))
                    return true;
            }

            return false;
        }
    }

    internal sealed class IsNot(Operand[] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf) => !IsAny.Any(operands, ref value);

        protected override bool HoldsList(string[] items, Day asOf)
        {
            foreach (var item in items)
            {
                var value = default(TextValue);
                value.Set(item);
                if (IsAny.Any(operands, ref value))
                    return false;
            }

            return true;
        }
    }

    internal sealed class Contains(Operand[] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            foreach (ref readonly var operand in operands.AsSpan())
            {
                if (value.Span.Contains(operand.Text, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }

        protected override bool HoldsList(string[] items, Day asOf)
        {
            foreach (var item in items)
            {
                var value = default(TextValue);
                value.Set(item);
                if (IsAny.Any(operands, ref value))
                    return true;
            }

            return false;
        }
    }

    internal sealed class StartsWithOne(string start) : TextTest
    {
        // The last character of the start tells most texts apart before all are compared. Above ASCII only the comparison knows about case.
        private readonly char _last = start.Length == 0 ? default : char.ToLowerInvariant(start[^1]);
        private readonly int _caseBit = start.Length > 0 && char.IsAsciiLetter(start[^1]) ? 0x20 : 0;

        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            var text = value.Span;
            var at = start.Length - 1;
            if (text.Length <= at)
                return false;
            if (at >= 0 && char.IsAscii(text[at]) && char.IsAscii(_last) && (text[at] | _caseBit) != _last)
                return false;
            return text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
        }
    }

    internal sealed class StartsWith(Operand[] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            foreach (ref readonly var operand in operands.AsSpan())
            {
                if (value.Span.StartsWith(operand.Text, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }

    internal sealed class EndsWith(Operand[] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            foreach (ref readonly var operand in operands.AsSpan())
            {
                if (value.Span.EndsWith(operand.Text, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }

    internal sealed class HasWord(string[][] operands) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            foreach (var words in operands)
            {
                if (Words.Occur(value.Span, words))
                    return true;
            }

            return false;
        }
    }

    internal sealed class Matches(string pattern) : TextTest
    {
        // No time-out: it would make the answer depend on the machine. Without backtracking the time is linear in the text, whose length is bounded.
        private readonly Regex _regex = new(
            pattern,
            RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            Regex.InfiniteMatchTimeout);

        protected override bool HoldsText(ref TextValue value, Day asOf) => _regex.IsMatch(value.Span);
    }

    /// <summary>On a domain, which is compared as ASCII and as people write it.</summary>
    internal sealed class OnDomain(TextTest test) : TextTest
    {
        protected override bool HoldsMissing => test.HoldsMissing;

        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            if (test.HoldsText(ref value, asOf))
                return true;
            var written = default(TextValue);
            written.Set(DomainName.Written(value.Span));
            return written.HasText && test.HoldsText(ref written, asOf);
        }
    }

    internal sealed class Compares(Operator @operator, Operand operand, bool readsWritten) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf)
        {
            if (!operand.IsNumber || !value.IsNumeric(readsWritten))
                return false;
            var order = value.CompareQuantity(operand);
            return @operator switch
            {
                Operator.AtLeast => order >= 0,
                Operator.AtMost => order <= 0,
                Operator.Above => order > 0,
                _ => order < 0,
            };
        }
    }

    internal sealed class Between(Operand low, Operand high, bool readsWritten) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf) =>
            low.IsNumber && high.IsNumber && value.IsNumeric(readsWritten) && value.CompareQuantity(low) >= 0 && value.CompareQuantity(high) <= 0;
    }

    internal sealed class Exists(bool wanted) : TextTest
    {
        protected override bool HoldsMissing => !wanted;

        protected override bool HoldsText(ref TextValue value, Day asOf) => wanted;

        protected override bool HoldsList(string[] items, Day asOf) => wanted;
    }

    internal sealed class BeforeOrAfter(bool before, Day bound, DayZone zone, bool readsWritten) : TextTest
    {
        protected override bool HoldsText(ref TextValue value, Day asOf) =>
            DateText.TryParse(value.Span, zone, readsWritten, out var day) && (before ? day < bound : day > bound);
    }

    /// <summary>Flips once, on the day after the date is <see cref="Days"/> days old.</summary>
    internal sealed class Age(bool older, int days, DayZone zone, bool readsWritten) : TextTest
    {
        public int Days => days;

        public override bool DependsOnDay => true;

        protected override bool HoldsText(ref TextValue value, Day asOf) =>
            DateText.TryParse(value.Span, zone, readsWritten, out var day) && (asOf - day > days) == older;
    }
}
