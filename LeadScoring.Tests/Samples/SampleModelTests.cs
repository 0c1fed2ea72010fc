using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Loading;

namespace LeadScoring.Tests.Samples;

public sealed class SampleModelTests
{
    public static TheoryData<string> Models() => SampleFiles.Models();

    [Fact]
    public void There_is_a_model_for_prospects_and_one_for_customers() => Assert.Equal(["b2b-saas.yaml", "customer-expansion.yaml"], SampleFiles.ModelNames());

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
