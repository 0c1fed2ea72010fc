using System.Collections.Immutable;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Proves that conditions cannot hold together. What it cannot prove counts as possible. Values are taken to be single texts, not lists.</summary>
internal static class Contradictions
{
    /// <summary>Whether the conditions may hold together, as far as can be told.</summary>
    /// <param name="conditions">Each with whether it is its opposite that must hold; null always holds.</param>
    public static bool CanHold(params IEnumerable<(Condition? When, bool IsNegated)> conditions) =>
        Branches.Of(conditions) is not { } ways || ways.Any(CanHold);

    /// <summary>Whether the tests may hold together, as far as can be told.</summary>
    public static bool CanHold(ImmutableArray<Literal> literals) =>
        literals.GroupBy(static literal => literal.Test.Field, StringComparer.Ordinal).All(field => CanHold(field.Key, [.. field]));

    private static bool CanHold(string field, Literal[] literals)
    {
        Condition.Test[] holding = [.. literals.Where(static literal => !literal.IsNegated).Select(static literal => literal.Test)];
        Condition.Test[] failing = [.. literals.Where(static literal => literal.IsNegated).Select(static literal => literal.Test)];
        var isMissing = holding.Any(static test => IsExists(test, "false")) || failing.Any(static test => IsExists(test, "true"));
        var hasValue = holding.Any(static test => !IsExists(test, "false")) || failing.Any(static test => IsExists(test, "false"));
        if (isMissing)
            return !hasValue;

        return SomeOperandIsLeft(field, holding, failing)
            && NumberRanges.CanHold(holding, failing)
            && DateRanges.CanHold(holding, failing)
            && EndsFit(holding, Operator.StartsWith, static (left, right) => left.StartsWith(right, StringComparison.OrdinalIgnoreCase))
            && EndsFit(holding, Operator.EndsWith, static (left, right) => left.EndsWith(right, StringComparison.OrdinalIgnoreCase))
            && holding.All(test => !EveryOperandMeets(test, failing));
    }

    private static bool IsExists(Condition.Test test, string truth) =>
        test.Operator == Operator.Exists && string.Equals(test.Operands[0], truth, StringComparison.OrdinalIgnoreCase);

    // A field that is equal to one of a few texts: one of them must do for all tests.
    private static bool SomeOperandIsLeft(string field, Condition.Test[] holding, Condition.Test[] failing)
    {
        if (Array.Find(holding, static test => test.Operator == Operator.Is) is not { } equal)
            return true;
        TextTest[] must = [.. holding.Select(Compile).Where(static test => !test.DependsOnDay)];
        TextTest[] mustNot = [.. failing.Select(Compile).Where(static test => !test.DependsOnDay)];
        return equal.Operands.Any(operand => must.All(test => Holds(test, ValueOf(field, operand))) && mustNot.All(test => !Holds(test, ValueOf(field, operand))));
    }

    private static TextTest Compile(Condition.Test test) => DerivedFieldTest.Compile(test, readsWritten: true, DayZone.Utc);

    private static string ValueOf(string field, string operand) => field == "country" ? Profiles.Countries.CodeOf(operand) : operand;

    private static bool Holds(TextTest test, string text)
    {
        var value = default(TextValue);
        value.Set(text);
        return test.Holds(ref value, default);
    }

    private static bool EndsFit(Condition.Test[] holding, Operator op, Func<string, string, bool> begins)
    {
        Condition.Test[] tests = [.. holding.Where(test => test.Operator == op)];
        for (var i = 1; i < tests.Length; i++)
        {
            if (!tests[i - 1].Operands.Any(left => tests[i].Operands.Any(right => begins(left, right) || begins(right, left))))
                return false;
        }

        return true;
    }

    // Whichever operand it is: a test that must fail holds then too.
    private static bool EveryOperandMeets(Condition.Test test, Condition.Test[] failing) =>
        test.Operator is Operator.HasWord or Operator.Contains or Operator.StartsWith or Operator.EndsWith
        && failing.Length > 0
        && test.Operands.All(operand => Array.Exists(failing, other => Meets(test.Operator, NormalText.Of(operand), other)));

    private static bool Meets(Operator op, string operand, Condition.Test other) => (op, other.Operator) switch
    {
        (Operator.HasWord, Operator.HasWord) => other.Operands.Any(part => Words.Of(NormalText.Of(part)) is { Length: > 0 } words && Words.Occur(operand, words)),
        (Operator.StartsWith, Operator.StartsWith) => other.Operands.Any(part => operand.StartsWith(NormalText.Of(part), StringComparison.OrdinalIgnoreCase)),
        (Operator.EndsWith, Operator.EndsWith) => other.Operands.Any(part => operand.EndsWith(NormalText.Of(part), StringComparison.OrdinalIgnoreCase)),
        (Operator.StartsWith or Operator.EndsWith or Operator.Contains, Operator.Contains) => other.Operands.Any(part => operand.Contains(NormalText.Of(part), StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}
