using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>Made-up leads for routes and grades.</summary>
public sealed class WitnessTests
{
    public static TheoryData<string> Models() => SampleFiles.Models();

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_route_and_grade_of_a_sample_has_a_witness(string file)
    {
        var model = ScoringModel.Compile(ModelLoader.Load(SampleFiles.ModelText(file)).Definition!);

        var missing = ModelLint.FindWitnesses(model, Examples.Today).Where(static witness => witness.Lead is null).Select(static witness => witness.Goal);

        Assert.Equal([], missing);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Witnesses_can_be_kept_as_golden_leads_that_pass(string file)
    {
        var text = SampleFiles.ModelText(file);
        var model = ScoringModel.Compile(ModelLoader.Load(text).Definition!);
        var witnesses = string.Concat(ModelLint.FindWitnesses(model, Examples.Today).Select(static witness => witness.ToYaml()));

        var loaded = ModelLoader.Load($"{text[..text.IndexOf("\ntests:\n", StringComparison.Ordinal)]}\ntests:\n{witnesses}");

        Assert.Empty(loaded.Problems);
        Assert.All(GoldenLeads.Run(ScoringModel.Compile(loaded.Definition!), Examples.Today), static result => Assert.True(result.Passed, result.Problem?.Message));
    }

    [Theory]
    [InlineData("^/(security|legal/dpa|docs/api)(/|$)")]
    [InlineData("^[+(]?[0-9][0-9 ()/.-]{6,}$")]
    [InlineData(@"\bcto\b|chief")]
    [InlineData("a+b*c?d{2}[^x]")]
    [InlineData("(?:ab){3}")]
    public void A_pattern_has_a_sample_that_matches(string pattern) => Assert.Matches(pattern, PatternSample.Of(pattern)!);

    [Theory]
    [InlineData("((((a{100}){100}){100}){100}){100}")]
    [InlineData("(a{99}b{99}){99}")]
    public void A_pattern_of_long_texts_only_has_no_sample(string pattern) => Assert.Null(PatternSample.Of(pattern));

    [Fact]
    public void A_long_list_and_a_number_of_all_digits_are_no_trouble_for_a_check()
    {
        var domains = string.Join(", ", Enumerable.Range(0, 5000).Select(static n => $"d{n}.example"));
        var model = LintText.WithRule($"{{ rule: rival, category: role, when: {{ emailDomain: [{domains}] }}, points: -5 }}")
            .Replace("grades:", "  - { rule: huge, category: role, when: { revenue: { above: 9999999999999999999999999999 } }, points: 1 }\ngrades:", StringComparison.Ordinal)
            + "routes: [ { id: late, when: { lastActivityDays: { above: 9999999999999999999999999999 } }, to: sales }, { id: rich, when: { profile.revenue: { above: 9999999999999999999999999999 } }, to: sales } ]\n";
        var before = GC.GetAllocatedBytesForCurrentThread();

        LintText.Check(model);

        // Not the square of the list.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }

    [Fact]
    public void The_way_to_sales_by_mail_alone_is_named()
    {
        var finding = Assert.Single(LintText.Check(LintText.WithRule("{ rule: clicks, category: website, on: email.clicked, points: 4 }") + "routes: [ { id: hot, when: { engagement: { atLeast: 80 } }, to: sales } ]\n"), static problem => problem.Code == LintCodes.MailAlone);

        Assert.Contains("'hot': 2 x email.clicked.", finding.Message, StringComparison.Ordinal);
    }
}
