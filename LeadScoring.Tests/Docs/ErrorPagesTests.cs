using System.Text;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/errors: every code that the product can show has a page, every page a code, and the examples of events do what they say.</summary>
public sealed partial class ErrorPagesTests
{
    [Fact]
    public void Every_code_has_a_page_and_every_page_a_code()
    {
        var codes = new[] { "LeadScoring.Domain", "LeadScoring.Functions", "LeadScoring.Local" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(Root, "docs", "errors"), "LS-*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();

        Assert.Equal([], codes.Except(pages, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal([], pages.Except(codes, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_begins_with_its_code() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Root, "docs", "errors"), "LS-*.md"),
        file => Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(file)}: ", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void The_wrong_example_of_an_event_page_has_its_error_and_the_right_one_has_none()
    {
        var examples = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "docs", "errors"), "LS-EVENT-*.md"))
        {
            var blocks = JsonBlock().Matches(File.ReadAllText(file)).Select(match => match.Groups["json"].Value).ToList();
            if (blocks.Count == 0)
                continue;

            examples++;
            var wrong = Parse(blocks[0]);
            var errors = wrong.Error is { } error ? [error] : wrong.Refused.SelectMany(refused => refused.Errors).ToList();
            Assert.Equal([Path.GetFileNameWithoutExtension(file)], errors.Select(found => found.Code));
            var right = Parse(blocks[1]);
            Assert.Null(right.Error);
            Assert.Empty(right.Refused);
            Assert.Single(right.Events);
        }

        Assert.True(examples > 10, "the pages have lost their examples");
    }

    private static string Root => ErrorPagesRoot.Value;

    private static readonly Lazy<string> ErrorPagesRoot = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LeadScoring.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("LeadScoring.sln is not above the tests.");
        return folder.FullName;
    });

    private static ParsedBody Parse(string json) =>
        EventParser.Parse(Encoding.UTF8.GetBytes(json), null, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [GeneratedRegex("\"(?<code>LS-[A-Z]+-[0-9]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("```json\n(?<json>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonBlock();
}
