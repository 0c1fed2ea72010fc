using System.Collections.Immutable;

using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the <c>categories</c> of a model whose points add up: a map of names, bounds and decay; without it any name is a category.</summary>
internal static class PointsCategories
{
    /// <summary>The categories; null where none are listed.</summary>
    public static ImmutableArray<PointsCategory>? Read(Node? node, ModelScope scope)
    {
        var findings = scope.Findings;
        if (node is null)
            return null;
        if (node is not Node.Map map)
        {
            findings.WrongType(node, "'categories' must be a map of names", "Write 'categories: { content: { atMost: 60 }, visits: {} }', or leave it out: then any name is a category.");
            return [];
        }

        if (map.Entries.IsEmpty)
            findings.Add(Codes.NothingListed, map.At, "'categories' lists none.", "Write 'categories: { content: {} }', or leave it out: then any name is a category.");
        scope.Categories = new Names(map.Entries.Select(static entry => entry.Key));
        return [.. map.Entries.Select(entry => ReadCategory(entry, findings))];
    }

    /// <summary>Tells the scope the names that rules give, for routes and golden leads.</summary>
    public static void Outline(Node? rules, ModelScope scope)
    {
        if (rules is not Node.List list)
            return;
        List<string> names = [];
        foreach (var text in list.Items.OfType<Node.Map>().Select(static map => map["category"]).OfType<Node.Text>())
        {
            var name = text.Value.Trim();
            if (name.Length == 0 || names.Contains(name, StringComparer.Ordinal))
                continue;
            scope.Findings.IsName(name, text.At, "category");
            names.Add(name);
        }

        scope.Categories = new Names(names);
    }

    /// <summary>Those that rules name, in their order.</summary>
    public static ImmutableArray<PointsCategory> Named(ImmutableArray<Rule> rules) =>
        [.. rules.Select(static rule => rule.Category).Distinct(StringComparer.Ordinal).Select(static name => new PointsCategory(name, null, null, null, null))];

    private static PointsCategory ReadCategory(Entry entry, Findings findings)
    {
        findings.IsName(entry.Key, entry.At, "category");
        if (Keys.Of(entry.Value, $"the category '{entry.Key}'", findings) is not { } keys)
            return new PointsCategory(entry.Key, null, null, null, null) { At = entry.At };
        var leastNode = keys.Optional("atLeast");
        var mostNode = keys.Optional("atMost");
        var least = findings.Points(leastNode, "atLeast");
        var most = findings.Points(mostNode, "atMost");
        var decay = DecayReader.Read(keys.Optional("decay"), findings);
        var inactivity = DimensionSection.ReadInactivity(keys.Optional("inactivity"), findings);
        keys.Close(static key => key == "weight" ? "Remove it: where points add up, all categories count alike." : null);
        // A category without a match has 0 points, whatever its bounds.
        if (least is { Value: > 0 })
            findings.Add(Codes.CategoryBounds, leastNode!.At, $"'atLeast' of the category '{entry.Key}' is {least}; it must be at most 0.", "Write 0 or less: it says how much the category may take from the others.");
        if (most is { Value: < 0 })
            findings.Add(Codes.CategoryBounds, mostNode!.At, $"'atMost' of the category '{entry.Key}' is {most}; it must be at least 0.", "Write 0 or more: it says how much the category may give.");
        return new PointsCategory(entry.Key, least, most, decay is Decay.None ? null : decay, inactivity) { At = entry.At };
    }
}
