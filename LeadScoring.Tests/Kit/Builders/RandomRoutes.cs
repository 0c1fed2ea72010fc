using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Models;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Random routes that ask for any figure in any way, for the leads of <see cref="RandomLead"/>.</summary>
internal static class RandomRoutes
{
    private static readonly string[] Added = ["score", "category.role", "category.web", "category.mail", "lastActivityDays"];
    private static readonly string[] Graded = [.. Added, "fit", "engagement", "number"];

    /// <summary>One to four routes.</summary>
    public static ImmutableArray<Route> Of(Random random, ModelDefinition model) =>
    [
        .. Enumerable.Range(0, random.Next(1, 5)).Select(number =>
            new Route($"route{number}", ConditionOf(random, model, 2), number % 2 == 0 ? Destination.Sales : Destination.Nurture, null, null, null)),
    ];

    private static Condition ConditionOf(Random random, ModelDefinition model, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 or 1 or 2 => Figure(random, model.Points is null ? Graded : Added),
        3 => random.Next(3) switch
        {
            0 => Test("matched", Operator.Exists, random.Next(2) == 0 ? "true" : "false"),
            1 => Test("matched", Operator.IsNot, "r0", "r1"),
            _ => Test("matched", Operator.Contains, $"r{random.Next(4)}"),
        },
        4 => random.Next(3) switch
        {
            0 when model.Points is null => Test("grade", Operator.Is, "A1", "B2", "B4", "C3"),
            1 => Test("profile.title", Operator.HasWord, "head of"),
            _ => Test("profile.renewal", random.Next(2) == 0 ? Operator.OlderThan : Operator.NewerThan, $"{random.Next(0, 90)}"),
        },
        5 => new Condition.Not(ConditionOf(random, model, depth - 1)),
        6 => new Condition.Any([ConditionOf(random, model, depth - 1), ConditionOf(random, model, depth - 1)]),
        _ => new Condition.All([ConditionOf(random, model, depth - 1), ConditionOf(random, model, depth - 1)]),
    };

    private static Condition.Test Figure(Random random, string[] fields)
    {
        var field = fields[random.Next(fields.Length)];
        var bound = random.Next(field == "number" ? 5 : 40);
        return random.Next(9) switch
        {
            0 => Test(field, Operator.Is, Text(bound), Text(bound + 1)),
            1 => Test(field, Operator.IsNot, Text(bound)),
            2 => Test(field, Operator.AtLeast, Text(bound)),
            3 => Test(field, Operator.AtMost, Text(bound)),
            4 => Test(field, Operator.Above, Text(bound - 0.5m)),
            5 => Test(field, Operator.Below, Text(bound)),
            6 => Test(field, Operator.Between, Text(bound), Text(bound + random.Next(10))),
            7 => Test(field, Operator.EndsWith, Text(bound % 10)),
            _ => Test(field, Operator.Exists, "true"),
        };
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static Condition.Test Test(string field, Operator @operator, params string[] operands) => new(field, @operator, [.. operands]);
}
