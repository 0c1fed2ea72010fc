using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The tests of a model whose answers change by time alone.</summary>
internal static class TimeTests
{
    /// <summary>Each <c>olderThan</c> and <c>newerThan</c>: the number of its profile field and its days.</summary>
    public static (int Field, int Days)[] Ages(ModelDefinition definition, ProfileChecks checks) =>
    [
        .. ProfileConditions(definition).SelectMany(ConditionFields.Tests).Select(test => (test, field: test.Field))
            .Concat(Routes(definition).Where(test => test.Field.StartsWith("profile.", StringComparison.Ordinal)).Select(test => (test, field: test.Field[8..])))
            .Where(entry => entry.test.Operator is Operator.OlderThan or Operator.NewerThan)
            .Select(entry => (checks.FieldOf(entry.field), int.Parse(entry.test.Operands[0], System.Globalization.CultureInfo.InvariantCulture)))
            .Distinct(),
    ];

    /// <summary>Days after the newest activity from which on no route's <c>lastActivityDays</c> changes its answer.</summary>
    public static int LastActivityRests(ModelDefinition definition)
    {
        long rests = 0;
        foreach (var test in Routes(definition).Where(test => test.Field == "lastActivityDays" && test.Operator != Operator.Exists))
        {
            foreach (var operand in test.Operands)
            {
                if (!NumberText.TryParse(NormalText.Of(operand), out var number))
                    return int.MaxValue / 2;
                rests = Math.Max(rests, (ExactNumber.Thousandths(number).Ceiling / 1000) + 2);
            }

            // As text a number of days never rests.
            if (test.Operator is Operator.Contains or Operator.StartsWith or Operator.EndsWith or Operator.HasWord or Operator.Matches)
                return int.MaxValue / 2;
        }

        return (int)Math.Min(rests, int.MaxValue / 2);
    }

    private static IEnumerable<Condition?> ProfileConditions(ModelDefinition definition) => definition.Rules.SelectMany(rule => rule switch
    {
        Rule.Profile profile => profile.Tiers.Select(tier => (Condition?)tier.When),
        Rule.Event e => Enumerable.Repeat(e.While, 1),
        Rule.Band band => Enumerable.Repeat(band.While, 1),
        _ => [],
    });

    private static IEnumerable<Condition.Test> Routes(ModelDefinition definition) => definition.Routes.SelectMany(route => ConditionFields.Tests(route.When));
}
