using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Conditions;

/// <summary>Which fields a condition names.</summary>
internal static class ConditionFields
{
    /// <summary>Names in the order of the text, repetitions included.</summary>
    public static IEnumerable<string> Of(Condition? condition) => condition switch
    {
        Condition.All all => all.Items.SelectMany(Of),
        Condition.Any any => any.Items.SelectMany(Of),
        Condition.Not not => Of(not.Item),
        Condition.Test test => [test.Field],
        _ => [],
    };
}
