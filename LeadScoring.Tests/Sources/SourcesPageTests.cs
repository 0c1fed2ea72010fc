using LeadScoring.Functions.Sources;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Verification;

namespace LeadScoring.Tests.Sources;

/// <summary>The tables of docs/reference/sources.md are those of the descriptors. What the page should say is written beside it as sources.actual.txt.</summary>
public sealed class SourcesPageTests
{
    private static readonly IReadOnlyList<SourceDescriptor> All = [.. new SourceCatalog().All];

    [Fact]
    public void The_page_shows_every_source_every_case_and_every_kind()
    {
        string[] expected = [.. All.Select(Source), .. All.SelectMany(Cases), .. All.SelectMany(Kinds)];
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference");
        File.WriteAllLines(Path.Combine(folder, "sources.actual.txt"), expected);
        var page = File.ReadAllLines(Path.Combine(folder, "sources.md"));
        var names = All.Select(static source => $"| `{source.Name}` |").ToList();

        Assert.Equal(expected, page.Where(line => names.Exists(name => line.StartsWith(name, StringComparison.Ordinal))));
    }

    private static string Source(SourceDescriptor source) => $"| `{source.Name}` | {source.Title} | {source.Proof}{(source.Note.Length == 0 ? "" : ". " + source.Note)} |";

    private static IEnumerable<string> Cases(SourceDescriptor source) => source.Verifiers.Select(way =>
        $"| `{source.Name}` | {Way(way)} | yes | {Covered(source, way)} | yes | {Time(way)} | yes | yes | {(source.Mapping.Kind.ToString().StartsWith('=') ? "one kind only" : "yes")} |");

    private static IEnumerable<string> Kinds(SourceDescriptor source) => source.Mapping.Kinds.OrderBy(static kind => kind.Key, StringComparer.Ordinal).SelectMany(kind => kind.Value.Select(one =>
        $"| `{source.Name}` | {kind.Key}{(one.When is null ? "" : $", with {one.When.Steps[^1]}{(one.Is is null ? "" : " = " + one.Is)}")} | {(one.Type is null ? "not kept" : $"`{one.Type}`")}{string.Concat(one.Set.Select(static mark => $", `{mark.Key}: {mark.Value}`"))} |"));

    private static string Way(VerifierDescriptor way)
    {
        var place = way.Proof switch { { Header: { } header } => $"`{header}`", { Query: { } query } => $"`?{query}=`", _ => "in the body" };
        return way.Also is { } also ? $"{place} and {Way(also)}" : place;
    }

    private static string Covered(SourceDescriptor source, VerifierDescriptor way)
    {
        var parts = way.Signed.Select(static part => part.Kind).ToHashSet();
        if (parts.Contains(SignedPartKind.Body))
            return "all";
        if (parts.Contains(SignedPartKind.SortedForm))
            return "all fields";
        return parts.Contains(SignedPartKind.FirstElement) ? "first event" : source.Binding is not null ? "token" : "nothing";
    }

    private static string Time(VerifierDescriptor way) => way.Timestamp switch
    {
        null => "not signed",
        { ToleranceSeconds: { } seconds } => $"{seconds} s",
        _ => "any",
    };
}
