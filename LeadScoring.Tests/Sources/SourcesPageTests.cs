using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Tests.Sources;

/// <summary>The tables of docs/reference/sources.md are those of the descriptors. What the page should say is written beside it as sources.actual.txt.</summary>
public sealed class SourcesPageTests
{
    private static readonly IReadOnlyList<SourceDescriptor> All = [.. new SourceCatalog().All];

    [Fact]
    public void The_page_shows_every_source_and_every_kind()
    {
        string[] expected = [.. All.Select(Source), .. All.SelectMany(Kinds)];
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference");
        File.WriteAllLines(Path.Combine(folder, "sources.actual.txt"), expected);
        var page = File.ReadAllLines(Path.Combine(folder, "sources.md"));
        var names = All.Select(static source => $"| `{source.Name}` |").ToList();

        Assert.Equal(expected, page.Where(line => names.Exists(name => line.StartsWith(name, StringComparison.Ordinal))));
    }

    private static string Source(SourceDescriptor source) => $"| `{source.Name}` | {source.Title} | {source.Proof}{(source.Note.Length == 0 ? "" : ". " + source.Note)} |";

    private static IEnumerable<string> Kinds(SourceDescriptor source) => source.Mapping.Kinds.OrderBy(static kind => kind.Key, StringComparer.Ordinal).SelectMany(kind => kind.Value.Select(one =>
        $"| `{source.Name}` | {kind.Key}{Condition(one)} | {(one.Type is null ? "not kept" : $"`{one.Type}`")}{string.Concat(one.Set.Select(static mark => $", `{mark.Key}: {mark.Value}`"))} |"));

    private static string And(KindCondition condition)
    {
        var name = condition.At.ToString();
        return $" and {(condition.IsMissing ? "no " : "")}{name[(name.LastIndexOf('/') + 1)..]}{(condition.Is.IsEmpty ? "" : " = " + string.Join(", ", condition.Is))}";
    }

    private static string Condition(KindCase one)
    {
        if (one.When is null)
            return "";
        var names = one.When.ToString().Split(" | ").Select(static place => place[(place.LastIndexOf('/') + 1)..]).Distinct();
        return $", with {string.Join(" or ", names)}{(one.Is.IsEmpty ? "" : " = " + string.Join(", ", one.Is))}{string.Concat(one.And.Select(And))}";
    }
}
