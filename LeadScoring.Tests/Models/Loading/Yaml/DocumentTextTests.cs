using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Loading.Yaml;

/// <summary>The text itself: YAML, JSON, sizes and depths.</summary>
public sealed class DocumentTextTests
{
    private const int LargestBytes = 256 * 1024;

    [Fact]
    public void The_minimal_model_loads_with_its_defaults()
    {
        var model = Loaded(ModelText.Minimal);

        Assert.Equal(("example", "Example", Audience.Everyone, (ModelMode?)null), (model.Id, model.Title, model.Audience, model.Mode));
        Assert.Equal(new MilliPoints(10_000), model.Scale);
        Assert.All(model.Dimensions, dimension => Assert.Equal((1m, null, null), (dimension.Weight, dimension.Decay, dimension.Inactivity)));
        Assert.Equal((null, new Requalify(0, 0), new PriorityWeights(1, 1, 1, 1, 1)), (model.ReviewEveryDays, model.Requalify, model.Priority));
        Assert.Equal((true, null), (model.Gates.Required.IsEmpty, model.Gates.ActiveWithinDays));
        Assert.True(model.Routes.IsEmpty && model.Ignore.IsEmpty && model.FastTracks.IsEmpty && model.Personas.IsEmpty && model.Disqualify.IsEmpty && model.Responses.IsEmpty && model.Tests.IsEmpty);
        var rule = Assert.IsType<Rule.Event>(Assert.Single(model.Rules));
        Assert.Equal((new CountMode.Each(), null, null, null, null), (rule.Count, rule.PerDay, rule.Newest, rule.WithinDays, rule.Decay));
    }

    [Fact]
    public void Json_is_accepted()
    {
        var model = Loaded(
            """
            {"model":"example","title":"A \u00e9 \ud83d\ude00 \/ B",
            	"dimensions":{"fit":{"weight":40,"categories":{"role":1}},"engagement":{"categories":{"website":0.5}}},
            	"rules":[{"rule":"visit","category":"website","on":["page.viewed"],"where":{"path":{"startsWith":"/a"},"seconds":{"between":[-1,2.5]}},"points":2.5,"signal":true}],
            	"grades":{"letter":"fit","number":"engagement","letters":{"A":75,"B":50,"C":25},"numbers":{"1":75,"2":50,"3":25}}}
            """);

        Assert.Equal("A é 😀 / B", model.Title);
        var rule = Assert.IsType<Rule.Event>(Assert.Single(model.Rules));
        Assert.Equal((new MilliPoints(2500), true), (rule.Points, rule.IsSignal));
        Assert.Equal(["-1", "2.5"], Assert.IsType<Condition.Test>(Assert.IsType<Condition.All>(rule.Filter.Where).Items[1]).Operands.AsEnumerable());
    }

    [Theory]
    [InlineData("no")]
    [InlineData("off")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("007")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("2026-03-31")]
    [InlineData("12:30")]
    public void Every_scalar_is_text_as_written(string scalar)
    {
        var model = Loaded(ModelText.WithRule($"{{ rule: r, category: role, when: {{ a: {scalar} }}, points: 1 }}"));

        Assert.Equal([scalar], Test(model).Operands.AsEnumerable());
    }

    [Fact]
    public void Blank_text_in_quotes_is_an_operand_and_nothing_at_all_is_not()
    {
        Assert.Equal([""], Test(Loaded(ModelText.WithRule("{ rule: r, category: role, when: { a: '' }, points: 1 }"))).Operands.AsEnumerable());
        Assert.Equal([Codes.WrongType], CodesOf(ModelText.WithRule("{ rule: r, category: role, when: { a: }, points: 1 }")));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("%YAML 1.2\n---\n")]
    [InlineData("--- # the model\n")]
    public void Comments_and_marks_before_a_document_are_accepted(string start) => Loaded(start + ModelText.Minimal);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_is_accepted_and_counted(string lineEnd)
    {
        var text = ModelText.Minimal.ReplaceLineEndings(lineEnd);
        Loaded(text);

        Assert.Equal(new SourcePosition(9, 1), Assert.Single(ModelLoader.Load(text + "oops: 1").Problems).At);
        Assert.Equal(new SourcePosition(9, 7), Assert.Single(ModelLoader.Load(text + "note: \0").Problems).At);
    }

    [Fact]
    public void Columns_count_from_the_first_character_behind_a_byte_order_mark() =>
        Assert.Equal(new SourcePosition(1, 1), ModelLoader.Load("\uFEFFoops: 1\n" + ModelText.Minimal).Problems[0].At);

    [Fact]
    public void A_document_of_256_KiB_loads_and_one_byte_more_does_not()
    {
        var head = ModelText.With("title: ");
        var title = new string('é', (LargestBytes - head.Length) / 2) + ((LargestBytes - head.Length) % 2 == 0 ? "" : "e");

        Loaded(head + title);
        Assert.Equal([Codes.TooLarge], CodesOf(head + title + "e"));
    }

    [Fact]
    public void Thirty_two_levels_load_and_one_more_does_not()
    {
        // The root, the rules, the rule and 'when' are four levels, the innermost condition is one.
        static string Nested(int nots) => ModelText.WithRule(
            $"{{ rule: r, category: role, points: 1, when: {string.Concat(Enumerable.Repeat("{ not: ", nots))}{{ a: b }}{string.Concat(Enumerable.Repeat(" }", nots))} }}");

        Loaded(Nested(28));
        Assert.Equal([Codes.TooDeep], CodesOf(Nested(29)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{ a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{ ")]
    public void Endless_nesting_is_refused_at_once(string opening) =>
        Assert.Equal([Codes.TooDeep], CodesOf(string.Concat(Enumerable.Repeat(opening, 50_000))));

    [Fact]
    public void All_errors_are_reported_at_once_by_position()
    {
        var problems = ModelLoader.Load(
            """
            model: Example
            audience: prospects
            dimensions:
              fit: { weight: 0, categories: { role: 0 } }
              score: { weight: 0, categories: { website: 1, role: 1 } }
            rules:
              - { rule: a, category: roles, when: { jobTitle: { hasWrd: vp } }, points: 1.2345 }
              - { rule: a, category: website, on: Page, points: 0, within: 3 }
            grades: { letter: fit, number: fit, letters: { A: 1, B: 2, C: 0 }, numbers: { 1: 3, 2: 2 } }
            rotes: []
            tests:
              - { lead: x, expect: { grade: Z9, matched: b } }
            """).Problems;

        Assert.Equal(
            [
                "1:1 LS-MODEL-010", "1:8 LS-MODEL-018", "2:11 LS-MODEL-012", "4:3 LS-MODEL-023", "4:35 LS-MODEL-023", "5:3 LS-MODEL-022", "5:49 LS-MODEL-021",
                "7:26 LS-MODEL-031", "7:53 LS-MODEL-041", "7:77 LS-MODEL-017", "8:13 LS-MODEL-019", "8:39 LS-MODEL-040", "8:53 LS-MODEL-026", "8:64 LS-MODEL-014",
                "9:32 LS-MODEL-027", "9:57 LS-MODEL-028", "9:63 LS-MODEL-028", "9:77 LS-MODEL-010", "10:1 LS-MODEL-009", "12:33 LS-MODEL-043", "12:46 LS-MODEL-030",
            ],
            problems.Select(problem => $"{problem.At.Line}:{problem.At.Column} {problem.Code}"));
    }

    [Fact]
    public void Thousands_of_mistakes_are_all_reported()
    {
        var routes = string.Concat(Enumerable.Range(0, 3000).Select(i => $"  - {{ id: r{i}, to: sales, when: {{ matched: vist{i}, grade: Z{i % 10} }} }}\n"));

        Assert.Equal(6000, ModelLoader.Load(ModelText.With("routes:\n" + routes)).Problems.Length);
    }

    [Fact]
    public void A_long_text_is_cut_in_a_message() =>
        Assert.InRange(Assert.Single(ModelLoader.Load(ModelText.With($"audience: {new string('x', 5000)}\n")).Problems).Message.Length, 60, 120);

    [Fact]
    public void A_problem_reads_like_a_line_of_a_compiler() =>
        Assert.Equal(
            "8:11 LS-MODEL-012 'prospects' is not a value of 'audience'. Write 'prospect'.",
            $"{Assert.Single(ModelLoader.Load(ModelText.With("audience: prospects\ntitle: x\n")).Problems)}");

    private static ModelDefinition Loaded(string text)
    {
        var result = ModelLoader.Load(text);
        Assert.Empty(result.Problems);
        return result.Definition!;
    }

    private static Condition.Test Test(ModelDefinition model) =>
        Assert.IsType<Condition.Test>(Assert.Single(Assert.IsType<Rule.Profile>(Assert.Single(model.Rules)).Tiers).When);

    private static IEnumerable<string> CodesOf(string text) => ModelLoader.Load(text).Problems.Select(problem => problem.Code);
}
