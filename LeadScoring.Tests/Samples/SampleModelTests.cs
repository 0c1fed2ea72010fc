using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Tests.Samples;

public sealed class SampleModelTests
{
    public static TheoryData<string> Models() => SampleFiles.Models();

    [Fact]
    public void There_are_models_for_prospects_for_customers_and_for_a_campaign() => Assert.Equal(["b2b-saas.yaml", "customer-expansion.yaml", "spring-campaign.yaml"], SampleFiles.ModelNames());

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sample_model_loads_without_problems(string file)
    {
        var result = ModelLoader.Load(SampleFiles.ModelText(file));

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Definition);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sample_model_has_no_finding_but_that_pages_lead_to_sales(string file)
    {
        var definition = ModelLoader.Load(SampleFiles.ModelText(file)).Definition!;

        // Who looks at prices and fits may be called: what the warning asks is answered.
        Assert.All(ModelLint.Check(definition, ScoringModel.Compile(definition), Vocabulary.BuiltIn), static finding => Assert.Equal("LS-MODEL-111", finding.Code));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sample_model_names_the_schema_for_editors(string file) =>
        Assert.StartsWith("# yaml-language-server: $schema=../../docs/reference/model.schema.json\n", SampleFiles.ModelText(file).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Models))]
    public void A_sample_model_has_the_name_of_its_file(string file) =>
        Assert.Equal(Path.GetFileNameWithoutExtension(file), ModelLoader.Load(SampleFiles.ModelText(file)).Definition!.Id);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_rule_of_a_sample_model_has_a_title_and_somebody_who_answers_for_it(string file) =>
        Assert.All(ModelLoader.Load(SampleFiles.ModelText(file)).Definition!.Rules, rule =>
        {
            Assert.False(string.IsNullOrWhiteSpace(rule.Title), $"{rule.Id} has no title.");
            Assert.True(rule.Owner is not null, $"{rule.Id} has no owner.");
        });
}
