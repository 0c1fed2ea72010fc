using System.Text.Json;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Infra;

/// <summary>Queries of alerts and of the workbook ask for what is measured.</summary>
[Needs(Need.Processes)]
public sealed partial class QueryTests
{
    private static readonly string[] Tables = ["AppMetrics", "AppRequests"];

    /// <summary>All queries by where they are.</summary>
    private static readonly IReadOnlyDictionary<string, string> Queries = Template.Committed.Module("alerts").Var("rules").EnumerateArray()
        .Select(static rule => (Name: "alert " + rule.At("name").GetString(), Query: AlertTests.Query(rule)))
        .Concat(Workbook.Panels().Select(static panel => (Name: "panel " + panel.Name, panel.Query)))
        .ToDictionary(static query => query.Name, static query => query.Query, StringComparer.Ordinal);

    public static TheoryData<string> Names() => [.. Queries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_reads_a_table_of_the_workspace(string query)
    {
        Assert.NotEmpty(Table().Matches(Queries[query]));
        Assert.All(Table().Matches(Queries[query]), static table => Assert.Contains(table.Value, Tables));
    }

    // ReferenceTests keep the page equal to what the code measures.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_query_reads_metrics_and_tags_that_the_app_records(string query)
    {
        var rows = Checkout.Text("docs/reference/metrics.md").Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        var asked = Metric().Matches(Queries[query]).Select(metric => Assert.Single(rows, row => row.StartsWith($"| `{metric.Value}` |", StringComparison.Ordinal))).ToList();

        Assert.All(Tag().Matches(Queries[query]), tag => Assert.Contains(asked, row => row.Split('|')[4].Contains($"`{tag.Groups["tag"].Value}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_query_has_no_errors_in_the_language_service() => Assert.All(Problems(Queries), static query => Assert.Empty(query.Value));

    [Theory]
    [InlineData("AppMetrics\n| where Nam == 'x'", "Nam")]
    [InlineData("AppMetrics\n| summarize maxif(Max) by bin(TimeGenerated, 5m)", "maxif")]
    [InlineData("AppMetrics\n| wher Name == 'x'", "wher")]
    public void A_query_that_is_wrong_is_found(string query, string said) =>
        Assert.Contains(Problems(new Dictionary<string, string>(StringComparer.Ordinal) { ["query"] = query })["query"], problem => problem.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Poison_queues_are_recognised_by_the_end_of_their_names() =>
        Assert.Contains($"Queue endswith '{QueueNames.Poison("")}'", Queries["alert poison-messages"], StringComparison.Ordinal);

    // Workbooks put the width of a bar in by themselves.
    private static Dictionary<string, string[]> Problems(IReadOnlyDictionary<string, string> queries) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(NodeScript.Run(
            "eng/kql-check.mjs",
            JsonSerializer.Serialize(queries.ToDictionary(static query => query.Key, static query => query.Value.Replace("{Time:grain}", "5m", StringComparison.Ordinal), StringComparer.Ordinal))))!;

    [GeneratedRegex("\\bApp[A-Z][A-Za-z]+\\b", RegexOptions.NonBacktracking)]
    private static partial Regex Table();

    [GeneratedRegex("leadscoring\\.[a-z_.]+[a-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Metric();

    [GeneratedRegex("Properties\\.(?<tag>[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
