using System.Globalization;

using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Says a condition in words, e.g. <c>path begins with /pricing</c>.</summary>
public static class ConditionText
{
    /// <summary>The condition in words.</summary>
    public static string Of(Condition condition) => Of(condition, isInside: false);

    /// <summary>A list as people say it: <c>a, b or c</c>.</summary>
    internal static string Joined(IReadOnlyList<string> items, string word) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {word} {items[^1]}",
    };

    private static string Of(Condition condition, bool isInside) => condition switch
    {
        Condition.All { Items: [var only] } => Of(only, isInside),
        Condition.Any { Items: [var only] } => Of(only, isInside),
        Condition.All all => Grouped(Joined([.. all.Items.Select(static item => Of(item, isInside: true))], "and"), isInside),
        Condition.Any any => Grouped(Joined([.. any.Items.Select(static item => Of(item, isInside: true))], "or"), isInside),
        Condition.Not not => $"not ({Of(not.Item, isInside: false)})",
        Condition.Test test => Of(test),
        _ => "",
    };

    private static string Grouped(string text, bool isInside) => isInside ? $"({text})" : text;

    private static string Of(Condition.Test test)
    {
        var operands = Joined(test.Operands, "or");
        return test.Operator switch
        {
            Operator.Is => $"{test.Field} is {operands}",
            Operator.IsNot => $"{test.Field} is something other than {operands}",
            Operator.Contains => $"{test.Field} contains {operands}",
            Operator.StartsWith => $"{test.Field} begins with {operands}",
            Operator.EndsWith => $"{test.Field} ends with {operands}",
            Operator.HasWord => $"{test.Field} has the word {operands}",
            Operator.Matches => $"{test.Field} matches {operands}",
            Operator.AtLeast => $"{test.Field} is at least {operands}",
            Operator.AtMost => $"{test.Field} is at most {operands}",
            Operator.Above => $"{test.Field} is above {operands}",
            Operator.Below => $"{test.Field} is below {operands}",
            Operator.Between => $"{test.Field} is from {test.Operands[0]} to {test.Operands[1]}",
            Operator.Exists => test.Operands[0].Trim().Equals("true", StringComparison.OrdinalIgnoreCase) ? $"{test.Field} is known" : $"{test.Field} is missing",
            Operator.Before => $"{test.Field} is before {operands}",
            Operator.After => $"{test.Field} is after {operands}",
            Operator.OlderThan => string.Create(CultureInfo.InvariantCulture, $"{test.Field} is more than {operands} days ago"),
            Operator.NewerThan => string.Create(CultureInfo.InvariantCulture, $"{test.Field} is at most {operands} days ago"),
            _ => test.Field,
        };
    }
}
