using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/errors/LS-MODEL-*.md: every code has a page, every example does what its page says.</summary>
public sealed class ModelErrorPagesTests
{
    private static readonly string Folder = Path.Combine(Repository(), "docs", "errors");

    public static TheoryData<string> AllCodes() =>
        [.. typeof(Codes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void There_is_no_page_without_a_code() =>
        Assert.Equal(AllCodes().Order(StringComparer.Ordinal), Directory.GetFiles(Folder, "LS-MODEL-0*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void A_page_is_headed_by_its_code(string code) => Assert.StartsWith($"# {code}: ", Page(code), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void The_wrong_example_of_a_page_gives_that_code_and_no_other(string code)
    {
        var problems = ModelLoader.Load(Example(code, "Wrong")).Problems;

        Assert.Equal([code], problems.Select(problem => problem.Code).Distinct());
    }

    [Theory]
    [MemberData(nameof(AllCodes))]
    public void The_right_example_of_a_page_loads(string code) => Assert.Empty(ModelLoader.Load(Example(code, "Right")).Problems);

    private static string Page(string code) => File.ReadAllText(Path.Combine(Folder, $"{code}.md"));

    // What cannot be printed stands in angle brackets.
    private static string Example(string code, string heading)
    {
        var start = $"## {heading}\n\n```yaml\n";
        var parts = Page(code).Split(start);
        Assert.True(parts.Length == 2, $"The page of {code} needs one example under '{heading}'.");
        return ModelText.With(parts[1].Split("```")[0]
            .Replace("<U+0007>", "\u0007", StringComparison.Ordinal)
            .Replace("<300 KiB of text>", new string('x', 300 * 1024), StringComparison.Ordinal));
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LeadScoring.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests holds LeadScoring.sln.");
        return folder;
    }
}
