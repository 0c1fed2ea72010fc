using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds values that satisfy tests of one field.</summary>
internal static class FieldFill
{
    // Of long lists a few stand for all; two of them together make a text that does both.
    private const int MostJoined = 12;

    /// <summary>Values that satisfy all tests, each once; empty when none was found.</summary>
    /// <param name="field">Of a profile or an event; for derived fields the values are those of the derived one.</param>
    /// <param name="literals">Tests of that field.</param>
    /// <param name="today">As of which day ages count.</param>
    /// <param name="most">How many different ones are wanted at most.</param>
    public static ImmutableArray<string> Values(string field, IReadOnlyCollection<Literal> literals, Day today, int most)
    {
        var tests = literals.Select(literal => (Test: DerivedFieldTest.Compile(literal.Test, readsWritten: true, DayZone.Utc), literal.IsNegated)).ToArray();
        var good = ImmutableArray.CreateBuilder<string>();
        foreach (var text in Texts([.. literals.Where(static literal => !literal.IsNegated).SelectMany(literal => FieldCandidates.For(literal.Test, today)).OfType<string>(), "x", "1"], most))
        {
            if (good.Count == most)
                break;
            if (!good.Contains(text, StringComparer.OrdinalIgnoreCase) && Array.TrueForAll(tests, test => Holds(test.Test, field == "country" ? Countries.CodeOf(text) : text, today) != test.IsNegated))
                good.Add(text);
        }

        return good.ToImmutable();
    }

    // Made one by one: mostly the first will do.
    private static IEnumerable<string> Texts(ImmutableArray<string> alone, int most)
    {
        var joined = alone.Take(MostJoined).ToArray();
        var parts = alone
            .Concat(joined.SelectMany(left => joined.Where(right => right != left).Select(right => left + right)))
            .Concat(joined.SelectMany(left => joined.Where(right => right != left).Select(right => $"{left} {right}")));
        return parts.Concat(parts.SelectMany(part => Enumerable.Range(2, most).Select(n => string.Create(CultureInfo.InvariantCulture, $"{part}-{n}"))));
    }

    /// <summary>Whether the tests hold for a field without a value.</summary>
    public static bool HoldsMissing(IReadOnlyCollection<Literal> literals) =>
        literals.All(static literal => (literal.Test.Operator == Operator.Exists && string.Equals(literal.Test.Operands[0], "false", StringComparison.OrdinalIgnoreCase)) != literal.IsNegated);

    private static bool Holds(TextTest test, string text, Day today)
    {
        var value = default(TextValue);
        value.Set(text);
        return test.Holds(ref value, today);
    }
}
