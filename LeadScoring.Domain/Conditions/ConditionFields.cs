using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Conditions;

/// <summary>Which fields a condition names.</summary>
internal static class ConditionFields
{
    /// <summary>Names in the order of the text, repetitions included.</summary>
    public static IEnumerable<string> Of(Condition? condition) => Tests(condition).Select(static test => test.Field);

    /// <summary>All tests of a condition in the order of the text.</summary>
    public static IEnumerable<Condition.Test> Tests(Condition? condition) => condition switch
    {
        Condition.All all => all.Items.SelectMany(Tests),
        Condition.Any any => any.Items.SelectMany(Tests),
        Condition.Not not => Tests(not.Item),
        Condition.Test test => [test],
        _ => [],
    };
}
