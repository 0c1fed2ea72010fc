using System.Text.Json;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Infra;

/// <summary>Entries about a request whose path has an address are changed before the workspace stores them.</summary>
[Needs(Need.Processes)]
public sealed partial class MaskingTests
{
    // docs: "Supported KQL features in Azure Monitor transformations".
    private static readonly string[] Allowed = ["extend", "project-away", "strcat", "tostring", "matches regex", "iif", "extract", "parse_json"];

    private static readonly Dictionary<string, string> Queries = Template.Committed.Module("masking").Resources
        .SelectMany(static resource => resource.Body.At("properties/dataFlows").EnumerateArray())
        .ToDictionary(
            static flow => flow.At("streams").EnumerateArray().Single().GetString()!["Microsoft-Table-".Length..],
            static flow => Template.Committed.Module("masking").Var(flow.At("transformKql").Shown()).GetString()!,
            StringComparer.Ordinal);

    [Fact]
    public void The_tables_in_which_a_path_may_stand_are_masked() => Assert.Equal(["AppDependencies", "AppRequests", "AppTraces"], Queries.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_masking_query_has_no_errors_in_the_language_service()
    {
        var input = Queries.ToDictionary(static query => query.Key, static query => query.Value.Replace("source", query.Key, StringComparison.Ordinal), StringComparer.Ordinal);

        Assert.All(JsonSerializer.Deserialize<Dictionary<string, string[]>>(NodeScript.Run("eng/kql-check.mjs", JsonSerializer.Serialize(input)))!, static query => Assert.Empty(query.Value));
    }

    [Fact]
    public void A_masking_query_uses_only_what_transformations_allow() => Assert.All(Queries.Values, static query =>
    {
        Assert.StartsWith("source\n", query, StringComparison.Ordinal);
        Assert.All(Used().Matches(Text().Replace(query, "''")), static used => Assert.Contains(used.Groups["name"].Value, Allowed));
    });

    [Theory]
    [InlineData("https://app.example/api/v1/leads/ann%40acme.example", "https://app.example/api/v1/leads/{masked}")]
    [InlineData("https://app.example/api/v1/leads/ann@acme.example/timeline?limit=5", "https://app.example/api/v1/leads/{masked}")]
    [InlineData("https://app.example/api/v1/leads/ann%2540acme.example", "https://app.example/api/v1/leads/{masked}")]
    [InlineData("https://app.example/api/v1/leads/J%C3%B6rg%2Bx%40m%C3%BCller.example", "https://app.example/api/v1/leads/{masked}")]
    [InlineData("https://app.example/api/v1/lead/ann%40acme.example", "https://app.example/api/v1/lead/{masked}")]
    [InlineData("https://app.example/api/v1/leads?q=ann%40acme.example", "https://app.example/api/v1/{masked}")]
    public void An_address_is_not_stored_with_a_request(string url, string stored)
    {
        Assert.All(Patterns(Queries["AppRequests"]), pattern => Assert.Matches(pattern, url));
        Assert.Equal(stored, Kept().Match(url).Value + "{masked}");
        Assert.Contains($"extract('{Kept().ToString().Replace("?<kept>", "", StringComparison.Ordinal)}', 1, Url), '{{masked}}'", Queries["AppRequests"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example/api/v1/leads/0123456789abcdefghijklmnop/timeline?before=2026-03-01T00%3A00%3A00Z")]
    [InlineData("""{ "faas.invocation_id": "81c2", "code.function": "GetLead", "http.route": "/api/v1/leads/{lead}" }""")]
    public void An_entry_without_an_address_is_stored_as_it_is(string text) => Assert.All(Queries.Values.SelectMany(Patterns), pattern => Assert.DoesNotMatch(pattern, text));

    private static IEnumerable<string> Patterns(string query) => Pattern().Matches(query).Select(static match => match.Groups["pattern"].Value);

    [GeneratedRegex("matches regex '(?<pattern>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();

    [GeneratedRegex("'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Text();

    [GeneratedRegex("(?<name>[a-z_-]+)\\(|\\| (?<name>[a-z-]+)|(?<name>[a-z]+ regex)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Used();

    [GeneratedRegex("^(?<kept>[^@%]*/)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Kept();
}
