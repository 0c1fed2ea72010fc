using System.Text;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Conditions as one text each: equal for conditions that say the same in another order.</summary>
internal static class ConditionKey
{
    /// <summary>The text; empty for none.</summary>
    public static string Of(Condition? condition) => condition switch
    {
        null => "",
        Condition.All { Items: [var only] } => Of(only),
        Condition.Any { Items: [var only] } => Of(only),
        Condition.All all => $"all({Sorted(all.Items.Select(Of))})",
        Condition.Any any => $"any({Sorted(any.Items.Select(Of))})",
        Condition.Not not => $"not({Of(not.Item)})",
        Condition.Test test => Of(test),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Types and condition of a filter.</summary>
    public static string Of(EventFilter filter) => $"{Sorted(filter.On)} where {Of(filter.Where)}";

    /// <summary>Texts in one order, each with its length so that no two lists read alike.</summary>
    public static string Sorted(IEnumerable<string> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            all.Append(text.Length).Append(':').Append(text);
        return all.ToString();
    }

    private static string Of(Condition.Test test)
    {
        var operands = test.Operands.Select(static operand => Values.NormalText.Of(operand).ToUpperInvariant());
        return $"{test.Field.Length}:{test.Field} {test.Operator} {(test.Operator == Operator.Between ? string.Join('\u001F', operands) : Sorted(operands))}";
    }
}
