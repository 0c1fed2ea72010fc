using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using LeadScoring.Functions.Http;
using LeadScoring.Local;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>What pages promise exists: commands with their options, routes with their methods, the options of the import.</summary>
public sealed partial class PromiseTests
{
    private static readonly RouteTable Routes = RouteTable.OfApp();

    [Fact]
    [Needs(Need.Processes)]
    public void Every_command_that_a_page_shows_can_be_typed()
    {
        var root = Program.Commands();
        var found = Pages().SelectMany(static page => CommandLine().Matches(page.Text).Select(line => (page.Name, Line: line.Groups["line"].Value))).ToList();

        Assert.True(found.Count > 40, "the pages have lost their commands");
        Assert.Equal([], found.Select(one => (one.Name, one.Line, Errors: string.Join(" ", root.Parse(Arguments(one.Line)).Errors.Select(static error => error.Message)))).Where(static one => one.Errors.Length > 0));
    }

    [Fact]
    public void Every_route_that_a_page_names_takes_its_method()
    {
        var found = Pages().SelectMany(static page => Route().Matches(page.Text).Select(route => (page.Name, Method: route.Groups["method"].Value, Path: Placeholder().Replace(route.Groups["path"].Value, "x")))).ToList();

        Assert.True(found.Count > 80, "the pages have lost their routes");
        Assert.Equal([], found.Where(static one => !Routes.MethodsAt(one.Path).Contains(one.Method, StringComparer.Ordinal)));
    }

    [Fact]
    [Needs(Need.Processes)]
    public void The_guide_lists_the_options_of_the_import_and_no_other()
    {
        var import = Program.Commands().Subcommands.Single(static command => command.Name == "import");
        var listed = Checkout.Text("docs/guide/import-leads.md").Split("| option | what |")[1].Split("\n\n")[0].Split('\n').Select(static row => row.Split(" | ")[0]).SelectMany(static cell => OptionName().Matches(cell).Select(static name => name.Value));

        Assert.Equal(import.Options.Select(static option => option.Name).Where(static name => name.StartsWith("--", StringComparison.Ordinal) && name != "--help").Order(StringComparer.Ordinal), listed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Text)> Pages() => MarkdownPage.Files("*.md").Where(static name => name != "CHANGELOG.md").Select(static name => (name, Checkout.Text(name).ReplaceLineEndings("\n")));

    // Without what belongs to the shell: what is redirected, a comment, and the variable that has the address.
    private static string[] Arguments(string line) =>
        [.. CommandLineParser.SplitCommandLine(line.Split(" < ")[0].Split(" > ")[0].Split("  #")[0].Replace("$url", "http://localhost:7071", StringComparison.Ordinal)).Skip(1)];

    // A line of a block; prose is not indented, and begins with a capital letter or a backquote.
    [GeneratedRegex(@"^ *(\./)?(?<line>leads [^\n]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"`(?<method>GET|POST|PUT|DELETE|HEAD|OPTIONS) (?<path>/(api|hooks|track|app)[^`\s?]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Route();

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("--[a-z][a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OptionName();
}
