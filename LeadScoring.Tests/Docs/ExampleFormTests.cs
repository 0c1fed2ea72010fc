using System.Text.RegularExpressions;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>Every example with a request has one form, so that it can be pasted: the page begins with the app and the key, and uses nothing that it did not set.</summary>
public sealed partial class ExampleFormTests
{
    private const string Url = "url=http://localhost:7071";
    private const string Key = """key=$(sed -n 's/.*"functionKey": "\(.*\)".*/\1/p' .local/keys.json)""";
    private const string MasterKey = """key=$(sed -n 's/.*"masterKey": "\(.*\)".*/\1/p' .local/keys.json)""";

    private static readonly string[] Keys = [Key, MasterKey];

    // Speaks to an app in Azure: azd says where, and it has printed the key.
    private const string InAzure = "docs/guide/production.md";

    public static TheoryData<string> Pages => [.. Examples.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_begins_with_the_address_and_the_key(string page)
    {
        var lines = Examples.Of(page).SkipWhile(static line => !Examples.IsTarget(line) && !line.Contains("curl ", StringComparison.Ordinal)).ToList();
        if (page == InAzure)
            return;

        Assert.Equal(Url, lines[0]);
        Assert.Contains(lines[1], Keys);
        Assert.All(lines.Skip(2).Where(Examples.IsTarget), static line => Assert.Contains(line, Keys));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_request_goes_to_the_address_that_the_page_set(string page) =>
        Assert.All(Examples.Of(page).Where(static line => line.Contains("curl ", StringComparison.Ordinal)), static line =>
            Assert.All(Request().Matches(line), static request => Assert.Equal("\"$url/", request.Groups["to"].Value)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_variable_of_an_example_is_set_above_it(string page)
    {
        // Those of the guide for Azure are in a block that only a reader with a subscription can run.
        var text = page == InAzure ? Checkout.Text(page).ReplaceLineEndings("\n").Split('\n').Select(static line => line.Trim()) : Examples.Of(page);
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text)
        {
            if (Assignment().Match(line) is { Success: true } assignment)
                set.Add(assignment.Groups["name"].Value);
            Assert.All(Use().Matches(line).Where(_ => line.Contains("curl ", StringComparison.Ordinal)), use => Assert.Contains(use.Groups["name"].Value, set));
        }
    }

    [Fact]
    public void No_request_stands_outside_of_a_block_of_bash() => Assert.All(
        MarkdownPage.Files("*.md").SelectMany(static page => Checkout.Text(page).ReplaceLineEndings("\n").Split('\n').Where(static line => Command().IsMatch(line)).Select(line => (Page: page, Line: line.Trim()))),
        static found => Assert.Contains(found.Line, Examples.Of(found.Page)));

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/reference/command-line.md")]
    [InlineData("docs/guide/run-locally.md")]
    public void A_page_has_no_row_twice(string page)
    {
        var rows = Checkout.Text(page).ReplaceLineEndings("\n").Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Select(static line => line.Split('|')[1].Trim()).Where(static cell => cell is not ("command" or "option" or "setting" or "route" or "to" or "code"));

        Assert.Empty(rows.GroupBy(static row => row, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same => same.Key));
    }

    [GeneratedRegex(@"curl (-X [A-Z]+ |-\w+ )*(?<to>\S{0,6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Request();

    [GeneratedRegex("^(?<name>[a-z]+)=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$(?<name>[a-z]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Use();

    [GeneratedRegex("^ *(lead=\\$\\()?curl ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
