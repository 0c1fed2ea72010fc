using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Tests.Sources;

/// <summary>
/// The table of docs/reference/conformance.md is that of the tests: a cell says yes where a test runs for the source and the way, and why not where none does. What
/// the page should say is written beside it as conformance.actual.txt.
/// </summary>
public sealed class ConformancePageTests
{
    private static readonly Dictionary<string, HashSet<(string Source, int Way)>> Tested = typeof(ConformanceTests).GetMethods()
        .Where(static method => method.GetCustomAttribute<CellAttribute>() is not null)
        .ToDictionary(static method => method.GetCustomAttribute<CellAttribute>()!.Name, Rows, StringComparer.Ordinal);

    [Fact]
    public void The_page_shows_what_is_tested_for_each_source_and_way_and_why_the_rest_is_not()
    {
        var reasons = new List<string>();
        string[] expected = [Heading(), .. new SourceCatalog().All.SelectMany(source => Enumerable.Range(0, source.Verifiers.Length).Select(way => Line(source, way, reasons)))];
        var notes = reasons.Select(static (reason, index) => $"{index + 1}. {char.ToUpperInvariant(reason[0])}{reason[1..]}.");
        var folder = Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference");
        File.WriteAllLines(Path.Combine(folder, "conformance.actual.txt"), [.. expected, .. notes]);
        var page = File.ReadAllLines(Path.Combine(folder, "conformance.md"));

        Assert.Equal(expected, page.Where(static line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("| source", StringComparison.Ordinal)));
        Assert.Equal(notes, page.Where(static line => line.Length > 0 && char.IsAsciiDigit(line[0])));
    }

    [Fact]
    public void Every_cell_has_a_test_that_is_not_skipped() => Assert.All(Cell.All, static cell => Assert.True(Tested.TryGetValue(cell, out var rows) && rows.Count > 0, cell));

    [Theory]
    [InlineData("## Meaning", 10)]
    [InlineData("## Security", 19)]
    public void Every_rule_of_the_page_names_tests_that_are_there(string heading, int count)
    {
        var tests = typeof(ConformancePageTests).Assembly.GetTypes().SelectMany(static type => type.GetMethods().Where(static method => method.GetCustomAttribute<FactAttribute>() is { Skip: null }).Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "conformance.md"));
        var rules = page.SkipWhile(line => line != heading).Skip(1).TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();

        Assert.Equal(count, rules.Count);
        Assert.All(rules, rule => Assert.All(Named(rule), test => Assert.Contains(test, tests)));
        Assert.All(rules, static rule => Assert.NotEmpty(Named(rule)));
    }

    private static IEnumerable<string> Named(string rule) => rule.Split('|')[2].Split('`').Where(static (_, index) => index % 2 == 1);

    private static HashSet<(string, int)> Rows(MethodInfo test)
    {
        Assert.True(test.GetCustomAttribute<TheoryAttribute>() is { Skip: null }, $"{test.Name} does not run.");
        return [.. test.GetCustomAttribute<MemberDataAttribute>()!.GetData(test).Select(static row => ((string)row[0], (int)row[1]))];
    }

    private static string Heading() => $"| source | proves itself by | {string.Join(" | ", Cell.All)} |";

    private static string Line(SourceDescriptor source, int way, List<string> reasons) =>
        $"| `{source.Name}` | {ByWhat(source.Verifiers[way])} | {string.Join(" | ", Cell.All.Select(cell => Shown(cell, source, way, reasons)))} |";

    private static string Shown(string cell, SourceDescriptor source, int way, List<string> reasons)
    {
        var verifier = source.Verifiers[way];
        if (Tested.GetValueOrDefault(cell)?.Contains((source.Name, way)) == true)
            return cell == Cell.Tampered ? $"yes: {Covered(source, verifier)}" : cell == Cell.Stale ? $"yes: {verifier.Timestamp!.ToleranceSeconds} s" : "yes";
        var reason = Cell.Without(cell, new Fixture(source.Name), verifier) ?? "there is no test";
        if (!reasons.Contains(reason))
            reasons.Add(reason);
        return $"no ({reasons.IndexOf(reason) + 1})";
    }

    private static string ByWhat(VerifierDescriptor way)
    {
        var place = way.Proof switch
        {
            { Header: { } header, Field: { } field } => $"`{header}: {field}`",
            { Header: { } header } => $"`{(way.Proof.Prefix is { Length: > 0 } prefix ? $"{header}: {prefix.TrimEnd()}" : header)}`",
            { Query: { } query } => $"`?{query}=`",
            _ => "in the body",
        };
        return way.Also is { } also ? $"{place} and {ByWhat(also)}" : place;
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
}
