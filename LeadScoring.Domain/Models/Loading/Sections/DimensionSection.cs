using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>dimensions</c> with their categories, and tells the scope their names.</summary>
internal static class DimensionSection
{
    public static ImmutableArray<Dimension> Read(Node? node, ModelScope scope)
    {
        var findings = scope.Findings;
        if (node is not Node.Map map)
        {
            findings.WrongType(node, "'dimensions' must be a map", "Write 'dimensions: { fit: { categories: { role: 1 } }, ... }'.");
            return [];
        }

        if (map.Entries.IsEmpty)
        {
            findings.Add(Codes.NothingListed, map.At, "The model has no dimension.", "Write at least two, such as 'fit' and 'engagement': a grade has a letter and a number.");
            return [];
        }

        scope.Dimensions = new Names(map.Entries.Select(static entry => entry.Key));
        scope.Categories = CategoryNames(map, findings);
        var dimensions = map.Entries.Select(entry => ReadDimension(entry, findings)).OfType<Dimension>().ToImmutableArray();
        if (dimensions.Length == map.Entries.Length && dimensions is [var first, ..] && dimensions.All(static dimension => dimension.Weight == 0))
            findings.Add(Codes.WeightsSumToZero, first.At, "The weights of the dimensions sum to 0.", "Give at least one dimension a weight above 0.");
        return dimensions;
    }

    // Over all dimensions, before any is read: a category belongs to one of them.
    private static Names CategoryNames(Node.Map dimensions, Findings findings)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dimension in dimensions.Entries)
        {
            if (dimension.Value is not Node.Map body || body["categories"] is not Node.Map categories)
                continue;
            foreach (var category in categories.Entries)
            {
                if (!owners.TryAdd(category.Key, dimension.Key))
                    findings.Add(Codes.CategoryTwice, category.At, $"The category {Findings.Quote(category.Key)} is in '{owners[category.Key]}' already.", $"Give it another name here, or leave it out of '{dimension.Key}'.");
            }
        }

        return new Names(owners.Keys);
    }

    // Null: a weight cannot be read, and nothing can be said about sums.
    private static Dimension? ReadDimension(Entry entry, Findings findings)
    {
        if (RouteFieldChecks.Reserved.Contains(entry.Key))
            findings.Add(Codes.DimensionName, entry.At, $"A dimension cannot be called {Findings.Quote(entry.Key)}: routes and golden leads use that name for something else.", $"Write '{entry.Key}-dimension', or a word for what it measures.");
        else
            findings.IsName(entry.Key, entry.At, "dimension");
        if (Keys.Of(entry.Value, $"the dimension '{entry.Key}'", findings) is not { } keys)
            return null;
        var weightNode = keys.Optional("weight");
        var weight = weightNode is null ? 1 : findings.Number(weightNode, "weight", NumberRange.Weight);
        var categories = ReadCategories(keys.Required("categories"), findings);
        var decay = DecayReader.Read(keys.Optional("decay"), findings);
        var inactivity = ReadInactivity(keys.Optional("inactivity"), findings);
        keys.Close();
        return weight is { } share ? new Dimension(entry.Key, share, categories, decay is Decay.None ? null : decay, inactivity) { At = entry.At } : null;
    }

    private static ImmutableArray<Category> ReadCategories(Node? node, Findings findings)
    {
        if (node is not Node.Map map)
        {
            findings.WrongType(node, "'categories' must be a map of names and weights", "Write 'categories: { role: 3, company: 1 }'.");
            return [];
        }

        if (map.Entries.IsEmpty)
            findings.Add(Codes.NothingListed, map.At, "The dimension has no category.", "Write 'categories: { role: 1 }': rules give their points to categories.");
        var categories = map.Entries.Select(entry => ReadCategory(entry, findings)).OfType<Category>().ToImmutableArray();
        if (categories.Length == map.Entries.Length && categories is [var first, ..] && categories.All(static category => category.Weight == 0))
            findings.Add(Codes.WeightsSumToZero, first.At, "The weights of the categories sum to 0.", "Give at least one category a weight above 0.");
        return categories;
    }

    private static Category? ReadCategory(Entry entry, Findings findings)
    {
        findings.IsName(entry.Key, entry.At, "category");
        return findings.Number(entry.Value, entry.Key, NumberRange.Weight) is { } weight ? new Category(entry.Key, weight) { At = entry.At } : null;
    }

    /// <summary>Null when absent or wrong.</summary>
    public static Inactivity? ReadInactivity(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'inactivity'", findings) is not { } keys)
            return null;
        var after = findings.DaysFromOne(keys.Required("after"), "after");
        var everyNode = keys.Required("every");
        var every = findings.DaysFromOne(everyNode, "every");
        var lose = findings.Percent(keys.Required("lose"), "lose");
        keys.Close();
        if (every > after)
            findings.Add(Codes.EveryGreaterThanAfter, everyNode!.At, $"'every' ({every} days) is greater than 'after' ({after} days).", $"Write 'every: {after}d' or less.");
        return after is { } a && every is { } e && lose is { } x ? new Inactivity(a, e, x) : null;
    }
}
