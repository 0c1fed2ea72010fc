using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Samples;

public sealed class PortedModelTests
{
    private static readonly Day Today = new(20_500);

    public static TheoryData<string> Ported() => SampleFiles.Ported();

    [Theory]
    [MemberData(nameof(Ported))]
    public void A_ported_model_loads_without_problems_and_has_the_name_of_its_file(string file)
    {
        var result = ModelLoader.Load(SampleFiles.PortedText(file));

        Assert.Empty(result.Problems);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), result.Definition!.Id);
    }

    [Theory]
    [MemberData(nameof(Ported))]
    public void A_ported_model_has_golden_leads_and_all_of_them_pass(string file)
    {
        var model = ScoringModel.Compile(ModelLoader.Load(SampleFiles.PortedText(file)).Definition!);

        var results = GoldenLeads.Run(model, Today);

        Assert.NotEmpty(results);
        Assert.All(results, static result => Assert.True(result.Passed, result.Problem?.Message));
    }

    [Theory]
    [MemberData(nameof(Ported))]
    public void Each_rule_of_a_ported_model_has_a_title_and_an_owner(string file) =>
        Assert.All(ModelLoader.Load(SampleFiles.PortedText(file)).Definition!.Rules, static rule => Assert.True(rule is { Title: not null, Owner: not null }, rule.Id));
}
