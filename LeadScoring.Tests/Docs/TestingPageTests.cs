using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

using LeadScoring.Tests.Architecture;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>TESTING.md: the folders, options and filters that it names exist and select tests. It cannot run its commands: they run this test.</summary>
public sealed partial class TestingPageTests
{
    private static readonly string Page = Checkout.Text("TESTING.md").ReplaceLineEndings("\n");

    private static readonly string[] Needs = [.. Enum.GetNames<Need>()];

    // What leaves out every test that needs more than the code.
    private static readonly string Fast = string.Join('&', Needs.OrderDescending(StringComparer.Ordinal).Select(static need => $"Needs!={need}"));

    private static readonly List<(string Name, Need? Mark)> Tests = [.. typeof(TestingPageTests).Assembly.GetTypes().Where(static type => !type.IsAbstract)
        .SelectMany(static type => TestNeeds.TestsOf(type).Select(test => ($"{type.FullName}.{test.Name}", TestNeeds.MarkOf(test) ?? TestNeeds.MarkOf(type))))];

    [Fact]
    public void A_folder_or_file_that_it_names_exists()
    {
        var paths = Named().Matches(Page).Select(static match => match.Groups["path"].Value).Where(static path => !path.StartsWith("artifacts/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, static path => Assert.True(Path.Exists(Checkout.PathOf("LeadScoring.Tests/" + path)) || Path.Exists(Checkout.PathOf(path)), path));
    }

    [Fact]
    public void Each_folder_of_tests_without_a_folder_of_code_is_explained()
    {
        var code = new[] { "LeadScoring.Domain", "LeadScoring.Functions", "LeadScoring.Local" }.SelectMany(FoldersOf).ToHashSet(StringComparer.Ordinal);

        Assert.All(FoldersOf("LeadScoring.Tests").Where(folder => !code.Contains(folder)), static folder => Assert.Contains($"`{folder}/`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void It_explains_every_mark()
    {
        Assert.Equal(Needs.Order(StringComparer.Ordinal), Marks().Matches(Page).Select(static match => match.Groups["need"].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Enum.GetValues<Need>(), static need => Assert.Contains(Tests, test => test.Mark == need));
    }

    [Fact]
    public void Each_filter_of_its_commands_selects_tests()
    {
        var filters = Filter().Matches(Page).Select(static match => match.Groups["filter"].Value).ToList();

        Assert.NotEmpty(filters);
        Assert.All(filters, static filter => Assert.Contains(Tests, test => Selects(filter, test)));
        Assert.DoesNotContain(Tests, static test => Selects("FullyQualifiedName~NoSuchTest", test));
    }

    [Fact]
    public void The_fast_run_and_the_mutations_leave_out_every_mark()
    {
        Assert.Contains($"filter=\"{Fast}$", Checkout.Text("test"), StringComparison.Ordinal);
        Assert.StartsWith(Fast + "&", (string)Stryker()["test-case-filter"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_mutated_exists_and_its_folders_are_those_of_the_workflow()
    {
        var folders = Stryker()["mutate"]!.AsArray().Select(static glob => ((string)glob!).Split('/')[0]).ToList();

        Assert.All(folders.Append(Mutated().Match(Page).Groups["file"].Value), static path => Assert.True(Path.Exists(Checkout.PathOf("LeadScoring.Domain/" + path)), path));
        Assert.Contains($"folder: [{string.Join(", ", folders)}]", Checkout.Text(".github/workflows/mutation.yml"), StringComparison.Ordinal);
        Assert.Contains(CommandOptions().Match(Page).Value, Checkout.Text(".github/workflows/mutation.yml"), StringComparison.Ordinal);
    }

    private static JsonNode Stryker() => JsonNode.Parse(Checkout.Text("eng/stryker-config.json"))!["stryker-config"]!;

    private static IEnumerable<string> FoldersOf(string project) =>
        Directory.EnumerateDirectories(Checkout.PathOf(project)).Select(static folder => Path.GetFileName(folder)).Where(static name => name is not ("bin" or "obj" or "TestResults") && name[0] != '.');

    // The few forms of filters that the page uses.
    private static bool Selects(string filter, (string Name, Need? Mark) test) => Term().Match(filter) is { Success: true } term
        ? (term.Groups["property"].Value, term.Groups["operator"].Value, term.Groups["value"].Value) switch
        {
            ("FullyQualifiedName", "~", var value) => test.Name.Contains(value, StringComparison.Ordinal),
            ("FullyQualifiedName", "!~", var value) => !test.Name.Contains(value, StringComparison.Ordinal),
            ("Needs", "=", var value) => test.Mark.ToString() == value,
            _ => throw new ArgumentException($"This filter is not one that the test can read: {filter}", nameof(filter)),
        }
        : throw new ArgumentException($"This is not one filter: {filter}", nameof(filter));

    [GeneratedRegex("`(?<path>[A-Za-z]+/[\\w./-]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex("`Needs\\(Need\\.(?<need>\\w+)\\)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("^\\./test .*--filter '?(?<filter>[^\\s']+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filter();

    [GeneratedRegex("^(?<property>\\w+)(?<operator>!?[=~])(?<value>[\\w.]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Term();

    [GeneratedRegex("--mutate (?<file>\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mutated();

    [GeneratedRegex("dotnet stryker --config-file \\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandOptions();
}
