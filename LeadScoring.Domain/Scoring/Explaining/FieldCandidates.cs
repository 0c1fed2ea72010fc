using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>
/// Values that are likely to satisfy the tests of a field. Nothing rests on them: what they bring about is evaluated, and a value that does not do is passed over.
/// </summary>
internal static class FieldCandidates
{
    /// <summary>A value that stands for any other.</summary>
    public const string Any = "other";

    private const int Most = 12;

    /// <summary>Values for the field, in the order of the tests; null stands for a missing one.</summary>
    /// <param name="tests">All tests of the field, also those inside a <c>not</c>.</param>
    /// <param name="asOf">The day.</param>
    public static IReadOnlyList<string?> For(IReadOnlyList<Condition.Test> tests, Day asOf)
    {
        var values = tests.SelectMany(test => For(test, asOf)).ToList();
        var texts = tests.Where(static test => test.Operator is Operator.StartsWith or Operator.EndsWith or Operator.Contains or Operator.HasWord).ToList();
        // A text that has to begin and to end so does both.
        if (texts.Count > 1)
            values.Add(string.Join(texts.Exists(static test => test.Operator == Operator.HasWord) ? " " : "", texts.OrderBy(static test => test.Operator switch { Operator.StartsWith => 0, Operator.EndsWith => 2, _ => 1 }).Select(static test => test.Operands[0])));
        return [.. values.Concat([Any, null]).Distinct(StringComparer.Ordinal).Take(Most + 2)];
    }

    /// <summary>Values for one test.</summary>
    public static IEnumerable<string?> For(Condition.Test test, Day asOf) => test.Operator switch
    {
        Operator.Is or Operator.Contains or Operator.StartsWith or Operator.EndsWith or Operator.HasWord => test.Operands.Take(Most),
        Operator.Matches => PatternSample.Of(test.Operands[0]) is { } sample ? [sample] : [],
        Operator.AtLeast or Operator.AtMost or Operator.Between => test.Operands,
        Operator.Above => Number(test.Operands[0], 1),
        Operator.Below => [.. Number(test.Operands[0], -1), .. Number(test.Operands[0], -0.001m)],
        Operator.Exists => ["known"],
        Operator.Before => Days(test.Operands[0], -1),
        Operator.After => Days(test.Operands[0], 1),
        Operator.OlderThan => Age(test.Operands[0], asOf, 1),
        Operator.NewerThan => Age(test.Operands[0], asOf, 0),
        _ => [],
    };

    private static string[] Number(string operand, decimal by) => decimal.TryParse(operand, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000_000_000m
        ? [(number + by).ToString(CultureInfo.InvariantCulture)]
        : [];

    private static string[] Days(string operand, int by) => DateText.TryParse(NormalText.Of(operand), DayZone.Utc, readsWritten: false, out var day) ? [day.AddDays(by).ToString()] : [];

    private static string[] Age(string operand, Day asOf, int more) => int.TryParse(operand, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days < 100_000 ? [asOf.AddDays(-days - more).ToString()] : [];
}
