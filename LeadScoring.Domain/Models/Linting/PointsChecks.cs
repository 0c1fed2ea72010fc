using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds what is doubtful about points that add up: rules without an end, and ways to the target that are shorter than the minimal path.</summary>
internal sealed class PointsChecks(ModelDefinition definition, LintFindings findings)
{
    private const int MostNamed = 5;

    public void Run()
    {
        if (definition.Points is not { } points)
            return;
        foreach (var rule in definition.Rules.OfType<Rule.Event>().Where(rule => rule.Points.Value > 0 && HasNoEnd(rule)))
            findings.Warn(LintCodes.WithoutEnd, rule.At, $"Each match of the rule '{rule.Id}' gives {rule.Points} points more, without an end: repeating one thing reaches any target.", "Add 'count: once', 'count: { distinct: ... }', 'perDay' or 'newest', or give its category 'atMost'.");
        if (points.MinimalPath.Length > 1)
            ShortWays(points);
    }

    private bool HasNoEnd(Rule.Event rule) =>
        rule is { Count: CountMode.Each, PerDay: null, Newest: null } && CategoryOf(rule).AtMost is null;

    private PointsCategory CategoryOf(Rule rule) => definition.Points!.Categories.First(category => category.Name == rule.Category);

    // One activity, or two, where the path has more.
    private void ShortWays(PointsScoring points)
    {
        var steps = definition.Rules.Select(rule => (Rule: rule, Points: MostOf(rule), IsRepeated: MayRepeat(rule))).Where(static step => step.Points > 0).ToArray();
        var single = steps.Where(step => Sum([step]) >= points.Target.Value).ToArray();
        var ways = single.Select(static step => $"'{step.Rule.Id}'").ToList();
        if (points.MinimalPath.Length > 2)
        {
            var others = steps.Except(single).ToArray();
            for (var i = 0; i < others.Length; i++)
            {
                for (var j = i; j < others.Length; j++)
                {
                    if ((i != j || others[i].IsRepeated) && Sum([others[i], others[j]]) >= points.Target.Value)
                        ways.Add(i == j ? $"'{others[i].Rule.Id}' twice" : $"'{others[i].Rule.Id}' with '{others[j].Rule.Id}'");
                }
            }
        }

        if (ways.Count == 0)
            return;
        var more = ways.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $", and {ways.Count - MostNamed} more") : "";
        var path = definition.Rules.First(rule => rule.Id == points.MinimalPath[0]);
        findings.Warn(
            LintCodes.ShortPath,
            path.At,
            string.Create(CultureInfo.InvariantCulture, $"The target of {points.Target} is meant to take the {points.MinimalPath.Length} steps of 'minimalPath', but less reaches it: {string.Join("; ", ways.Take(MostNamed))}{more}."),
            "Lower the points of these rules, give their categories 'atMost', or leave it if they mean as much.");
    }

    private long Sum((Rule Rule, long Points, bool IsRepeated)[] steps) => steps
        .GroupBy(static step => step.Rule.Category, StringComparer.Ordinal)
        .Sum(group => Math.Min(group.Sum(static step => step.Points), CategoryOf(group.First().Rule).AtMost?.Value ?? long.MaxValue));

    private static long MostOf(Rule rule) => rule switch
    {
        Rule.Event e => e.Points.Value,
        Rule.Profile profile => profile.Tiers.Max(static tier => tier.Points.Value),
        Rule.State state => state.Points.Value,
        _ => 0,
    };

    private static bool MayRepeat(Rule rule) => rule is Rule.Event { Count: not CountMode.Once } e && e.Newest is not 1;
}
