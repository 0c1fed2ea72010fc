using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Loading;

/// <summary>Fixes that once led astray.</summary>
public sealed class HintTests
{
    [Theory]
    [InlineData("{ rule: r, name: Visit, category: website, on: page.viewed, points: 2 }", "Write 'title'.")]
    [InlineData("{ rule: r, description: Visit, category: website, on: page.viewed, points: 2 }", "Write 'note'.")]
    [InlineData("{ rule: r, categry: website, on: page.viewed, points: 2 }", "Write 'category'.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, points: 2, perday: 1, perDay: 2 }", "'perDay' is given already; remove one of the two.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, points: 2, count: unique }", "Use one of: each, once, { distinct: field }.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, points: 2, count: distinct }", "Write 'count: { distinct: field }'.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, points: 2, count: onc }", "Write 'once'.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, bands: { of: sum, steps: [ { atLeast: 1, points: 1 } ] } }", "Write 'of: { sum: field }'.")]
    [InlineData("{ rule: r, category: website, on: page.viewed, bands: { of: visits, steps: [ { atLeast: 1, points: 1 } ] } }", "Use one of: count, days, { distinct: field }, { most: field }, { sum: field }.")]
    public void A_rule_is_given_the_right_hint(string rule, string fix) => Assert.Equal(fix, Assert.Single(ModelLoader.Load(ModelText.WithRule(rule)).Problems).Fix);

    [Theory]
    [InlineData("letters: { A: 75, B: 50, C: 25, D: 0 }", "numbers: { 1: 75, 2: 50, 3: 25 }", "Remove it: what reaches no bound is D.")]
    [InlineData("letters: { A: 75, B: 50, C: 25 }", "numbers: { 1: 75, 2: 50, 3: 25, 4: 0 }", "Remove it: what reaches no bound is 4.")]
    public void The_last_grade_needs_no_bound(string letters, string numbers, string fix) => Assert.Equal(
        fix,
        Assert.Single(ModelLoader.Load(ModelText.With($"grades: {{ letter: fit, number: engagement, {letters}, {numbers} }}\n")).Problems).Fix);

    [Fact]
    public void A_fix_lists_every_operator()
    {
        var fix = Assert.Single(ModelLoader.Load(ModelText.WithRule("{ rule: r, category: role, when: { a: { resembles: b } }, points: 2 }")).Problems).Fix;

        Assert.All(Enum.GetNames<Operator>(), name => Assert.Contains(char.ToLowerInvariant(name[0]) + name[1..], fix, StringComparison.Ordinal));
        Assert.DoesNotContain("...", fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model: a\ntitle: A\ndimensions:\n\tfit: { categories: { role: 1 } }\n", 4, 1)]
    [InlineData("\tmodel: a\ntitle: A\n", 1, 1)]
    [InlineData("model: a\nrules:\n  - rule: r\n  \tcategory: x\n", 4, 3)]
    public void A_tab_is_named_where_it_stands(string text, int line, int column)
    {
        var problem = Assert.Single(ModelLoader.Load(text).Problems);

        Assert.Equal((Codes.Syntax, new SourcePosition(line, column)), (problem.Code, problem.At));
        Assert.Contains("tab", problem.Message, StringComparison.Ordinal);
        Assert.Contains("spaces", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_is_too_small_is_reported_once()
    {
        var lines = ExampleModel.Text.Split('\n');
        var numbers = 0;
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (System.Text.RegularExpressions.Match number in System.Text.RegularExpressions.Regex.Matches(lines[line].Split('#')[0], @"(?<=: )[0-9]+(?=[ ,}]|$)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)))
            {
                foreach (var small in new[] { "0", "-1", "-2000000" })
                {
                    numbers++;
                    var changed = lines[line].Remove(number.Index, number.Length).Insert(number.Index, small);
                    var problems = ModelLoader.Load(string.Join('\n', [.. lines[..line], changed, .. lines[(line + 1)..]])).Problems;

                    Assert.True(problems.Length <= 1, $"{changed}\n{string.Join('\n', problems)}");
                }
            }
        }

        Assert.True(numbers > 100, "the example has lost its numbers");
    }
}
