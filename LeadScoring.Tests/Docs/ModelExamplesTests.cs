using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Docs;

/// <summary>
/// Model text in the docs is held to the loader. A block marked <c>yaml</c> that begins with <c>model:</c> is a whole document; one marked
/// <c>yaml fragment</c> holds some of its sections, and is read within a document that has the others.
/// </summary>
public sealed partial class ModelExamplesTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Data", "docs");

    private static readonly (string Key, string Text)[] Rest =
    [
        ("model", "model: around-a-fragment"),
        ("title", "title: Around a fragment"),
        ("dimensions", "dimensions: { fit: { categories: { role: 1 } }, engagement: { categories: { website: 1 } } }"),
        ("rules", "rules: [ { rule: pricing-page, category: website, on: page.viewed, points: 1 } ]"),
        ("grades", "grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }"),
    ];

    public static TheoryData<string> WholeModels() => [.. Blocks("yaml").Where(block => block.Text.StartsWith("model:", StringComparison.Ordinal)).Select(block => block.Place)];

    public static TheoryData<string> Fragments() => [.. Blocks("yaml fragment").Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(WholeModels))]
    public void A_whole_model_in_the_docs_loads_without_problems(string place) =>
        Assert.Empty(ModelLoader.Load(Text("yaml", place)).Problems);

    [Theory]
    [MemberData(nameof(WholeModels))]
    public void The_golden_leads_of_a_model_in_the_docs_pass(string place)
    {
        var model = ScoringModel.Compile(ModelLoader.Load(Text("yaml", place)).Definition!);

        Assert.All(GoldenLeads.Run(model, new Day(20_000)), result => Assert.True(result.Passed, $"{result.Name}: {string.Join(", ", result.Figures)}"));
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void A_fragment_in_the_docs_loads_within_a_model(string place) =>
        Assert.Empty(ModelLoader.Load(Around(Text("yaml fragment", place))).Problems);

    [Fact]
    public void Every_yaml_block_is_a_whole_model_or_marked_as_a_fragment() =>
        Assert.All(Blocks("yaml"), block => Assert.StartsWith("model:", block.Text, StringComparison.Ordinal));

    [Fact]
    public void The_guide_shows_whole_models_and_fragments()
    {
        Assert.NotEmpty(WholeModels());
        Assert.NotEmpty(Fragments());
    }

    [Fact]
    public void Every_operator_is_in_the_guide_and_in_the_reference()
    {
        string[] operators = [.. Enum.GetNames<Operator>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
        var guide = File.ReadAllText(Path.Combine(Root, "guide", "write-a-model.md"));
        var reference = File.ReadAllText(Path.Combine(Root, "reference", "model-language.md"));

        Assert.All(operators, name => Assert.Contains($"`{name}`", reference, StringComparison.Ordinal));
        Assert.All(operators, name => Assert.Matches($"[`{{ ]{name}[:`]", guide));
    }

    [Fact]
    public void Every_kind_of_rule_has_a_section_in_the_reference()
    {
        string[] kinds = ["Profile rule", "Event rule", "Band rule", "Silence rule", "State rule", "Combination"];
        var reference = File.ReadAllText(Path.Combine(Root, "reference", "model-language.md"));

        Assert.Equal(typeof(Rule).GetNestedTypes().Length, kinds.Length);
        Assert.All(kinds, kind => Assert.Contains($"### {kind}\n", reference, StringComparison.Ordinal));
    }

    private static string Around(string fragment)
    {
        var own = TopLevelKey().Matches(fragment).Select(match => match.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        // Where points add up there are no dimensions and no grades.
        if (own.Contains("scoring"))
            own.UnionWith(["dimensions", "grades"]);
        return string.Join('\n', [.. Rest.Where(section => !own.Contains(section.Key)).Select(section => section.Text), fragment]);
    }

    private static string Text(string mark, string place) => Blocks(mark).Single(block => block.Place == place).Text;

    private static IEnumerable<(string Place, string Text)> Blocks(string mark)
    {
        // Pages of errors show what is wrong on purpose, and have tests of their own.
        foreach (var path in Directory.GetFiles(Root, "*.md", SearchOption.AllDirectories).Where(path => !path.StartsWith(Path.Combine(Root, "errors"), StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path).ReplaceLineEndings("\n");
            foreach (Match block in Fence().Matches(text))
            {
                if (block.Groups["mark"].Value == mark)
                    yield return ($"{Path.GetRelativePath(Root, path)}:{text.AsSpan(0, block.Index).Count('\n') + 1}", block.Groups["text"].Value);
            }
        }
    }

    [GeneratedRegex("^```(?<mark>[^\n]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();

    [GeneratedRegex("^(?<key>[A-Za-z]+):", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TopLevelKey();
}
