using System.Collections.Immutable;

using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>minimalPath</c>: the rules of which one match each makes a lead ready.</summary>
internal sealed class MinimalPath(ImmutableArray<Rule> rules, ModelScope scope)
{
    /// <summary>The ids, and the sum of their points; no sum where there is no path or something is wrong with it.</summary>
    public (ImmutableArray<string> Rules, decimal? Sum) Read(Node? node, ImmutableArray<PointsCategory> categories)
    {
        var listed = scope.Findings.Different(node, "minimalPath");
        List<(Rule Rule, MilliPoints Points)> steps = [];
        foreach (var text in listed)
        {
            var id = text.Value.Trim();
            scope.Refer(scope.RuleNames, Codes.AbsentRule, id, text.At, "rule");
            if (rules.FirstOrDefault(rule => rule.Id == id) is not { } rule)
                continue;
            if (PointsOf(rule) is { Value: > 0 } points)
                steps.Add((rule, points));
            else
                scope.Findings.Add(Codes.PathOfWrongKind, text.At, $"{Findings.Quote(id)} {WhyNot(rule)}, so it cannot be in 'minimalPath'.", "List event rules and profile rules with 'points' above 0.");
        }

        ImmutableArray<string> ids = [.. listed.Select(static text => text.Value.Trim())];
        if (steps.Count == 0 || steps.Count < listed.Length)
            return (ids, null);
        var sum = new MilliPoints(steps.Sum(static step => step.Points.Value));
        foreach (var category in categories)
        {
            var ofCategory = new MilliPoints(steps.Where(step => step.Rule.Category == category.Name).Sum(static step => step.Points.Value));
            if (category.AtMost is { } most && ofCategory > most)
                scope.Findings.Add(Codes.BoundCutsPath, category.At, $"The rules of 'minimalPath' give {ofCategory} points to the category '{category.Name}', whose 'atMost' is {most}: of their sum {sum} only {sum - ofCategory + most} would count.", $"Write 'atMost: {ofCategory}' or more, or leave rules out of 'minimalPath'.");
        }

        return (ids, sum.Points);
    }

    private static MilliPoints? PointsOf(Rule rule) => rule switch
    {
        Rule.Event e => e.Points,
        Rule.Profile { IsTiered: false, Tiers: [var tier] } => tier.Points,
        _ => null,
    };

    private static string WhyNot(Rule rule) => rule switch
    {
        Rule.Event e => $"gives {e.Points} points",
        Rule.Profile { IsTiered: false, Tiers: [var tier] } => $"gives {tier.Points} points",
        Rule.Profile => "gives its points by 'tiers'",
        Rule.Band => "is a band rule",
        Rule.Silence => "is a silence rule",
        Rule.State => "is a state rule",
        _ => "is a combination rule",
    };
}
