using System.Text.Json;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Outlining;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Samples;

namespace LeadScoring.Tests.Models.Outlining;

/// <summary>What pages say of a model is what its evaluations do.</summary>
public sealed class ModelOutlineTests
{
    private static readonly Day Today = new(20_500);

    /// <summary>All models below <c>samples/</c>.</summary>
    public static TheoryData<string> Samples() =>
        [.. ((string[])["models", "ported"]).SelectMany(static folder => Directory.GetFiles(Path.Combine(SampleFiles.Root, folder), "*.yaml").Select(file => $"{folder}/{Path.GetFileName(file)}")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void No_lead_of_a_sample_has_more_of_a_category_or_another_grade_on_a_route(string file)
    {
        var model = ScoringModel.Compile(Definition(file));
        var outline = new ModelOutline(model);
        var evaluator = new Evaluator(model);

        foreach (var lead in model.Definition.Tests)
        {
            var (signals, profile) = GoldenLeads.Fold(model, lead, Today);
            var explanation = evaluator.Explain(signals, profile, Today);
            var shares = new ScoreShares(model, explanation);
            for (var i = 0; i < explanation.Categories.Length; i++)
                Assert.True(outline.MostShareOf(i) is not { } most || shares.Of(explanation.Categories[i]) <= most, $"{lead.Name}: {explanation.Categories[i].Name}");
            if (explanation is { RouteIndex: { } route, Grade: { } grade } && outline.GradesOf(route) is { } grades)
                Assert.Contains(grade, grades);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_outline_of_a_sample_names_all_that_the_document_has(string file)
    {
        var definition = Definition(file);

        var outline = Outlines.Of(ScoringModel.Compile(definition), withRules: true);

        Assert.Equal(definition.Title, outline.Title);
        Assert.Equal(definition.Rules.Select(static rule => (rule.Id, rule.Title ?? rule.Id, rule.Category)), outline.Rules!.Select(static rule => (rule.Rule, rule.Title, rule.Category)));
        Assert.Equal(
            definition.Categories.Select(static category => category.Name),
            outline.Dimensions?.SelectMany(static dimension => dimension.Categories.Select(static category => category.Name)) ?? outline.Categories!.Select(static category => category.Name));
        Assert.Equal(definition.Routes.Select(static route => route.Id), outline.Routes.Select(static route => route.Id));
        Assert.Equal(definition.FastTracks.Select(static track => track.Id), outline.FastTracks.Select(static track => track.Id));
        Assert.Equal(definition.Personas.Select(static persona => persona.Id), outline.Personas.Select(static persona => persona.Id));
        Assert.Equal(definition.Grades is null ? "points" : "grades", outline.Scoring);
        Assert.Null(Outlines.Of(ScoringModel.Compile(definition), withRules: false).Rules);
    }

    [Fact]
    public void A_model_with_grades_says_who_gets_which_grade_and_what_a_category_can_give()
    {
        var outline = Outline(SampleFiles.ModelText("b2b-saas.yaml"));

        Assert.Equal(
            [
                ("hot", "sales", "2d", "A1"), ("dated-project", "sales", "2d", null), ("warm", "sales", "7d", "A2"), ("sdr", "inside-sales", "3d", "B1"), ("content-led", "inside-sales", "3d", null),
                ("trial-user", "inside-sales", "2d", null), ("right-company-wrong-time", "nurture", null, "A3 A4 B3 B4"), ("early", "nurture", null, null), ("learning", "nurture", null, "C1 C2 C3 C4 D1 D2 D3 D4"),
            ],
            outline.Routes.Select(static route => (route.Id, route.To, route.RespondWithin, route.Grades is { } grades ? string.Join(' ', grades) : null)));
        Assert.Equal([("contact-us", "sales", "4h", 6)], outline.FastTracks.Select(static track => (track.Id, track.To, track.RespondWithin, track.Attempts)));
        Assert.Equal([("perfect-lead", "sales", "1d"), ("tradeshow-visitor", null, null)], outline.Personas.Select(static persona => (persona.Id, persona.To, persona.RespondWithin)));
        Assert.Equal(("fit", "engagement", 75m, 15m), (outline.Grades!.Letter, outline.Grades.Number, outline.Grades.Letters["A"], outline.Grades.Numbers["3"]));
        Assert.Equal(("live", "grades", 10m, null), (outline.Mode, outline.Scoring, outline.Scale, outline.Target));
        Assert.Contains(("pricing-page", "+2.5"), outline.Rules!.Select(static rule => (rule.Rule, rule.Points)));
    }

    [Fact]
    public void The_most_of_a_category_is_its_limit_or_all_its_rules_whichever_is_less()
    {
        // 40 of 100 is fit, of which the one rule gives 8 of 10; the visits of engagement fill the scale.
        Assert.Equal(["32.000000", "60.000000"], Outline(CrmModel.Yaml).Dimensions!.SelectMany(static dimension => dimension.Categories).Select(static category => category.MostShare));
        // Each rule of the content counts once; visits end at their bound.
        Assert.Equal([("content", "50.000000", null), ("visits", "500.000000", 500m)], Outline(CampaignModel.Yaml).Categories!.Select(static category => (category.Name, category.MostShare, category.AtMost)));
        Assert.Null(Outline(CampaignModel.Yaml.Replace("visits: { atMost: 500,", "visits: {", StringComparison.Ordinal)).Categories![1].MostShare);
    }

    [Fact]
    public void A_model_whose_points_add_up_has_a_target_and_no_grades()
    {
        var outline = Outline(CampaignModel.Yaml);

        Assert.Equal((50m, "points", null, null, null), (outline.Target, outline.Scoring, outline.Scale, outline.Grades, outline.Dimensions));
        Assert.Null(Assert.Single(outline.Routes).Grades);
    }

    [Theory]
    [InlineData("when: { jobTitle: cto }, points: 8", "+8")]
    [InlineData("on: page.viewed, points: -2.5", "-2.5")]
    [InlineData("tiers: [ { when: { jobTitle: cto }, points: 8 }, { when: { jobTitle: vp }, points: 3 } ]", "+3 to +8")]
    [InlineData("tiers: [ { when: { jobTitle: cto }, points: 4 }, { when: { jobTitle: student }, points: -8 } ]", "-8 to +4")]
    [InlineData("silence: { of: page.viewed, steps: [ { for: 45d, points: -1 }, { for: 75d, points: -3 } ] }", "-1 to -3")]
    [InlineData("on: page.viewed, bands: { of: count, steps: [ { atLeast: 2, points: 2 }, { atLeast: 5, points: 6 } ] }", "+2 to +6")]
    public void The_points_of_a_rule_have_their_sign_and_the_least_stands_first(string rule, string points)
    {
        var loaded = ModelLoader.Load(CrmModel.Yaml.Replace("grades:", $"  - {{ rule: other, category: role, {rule} }}\ngrades:", StringComparison.Ordinal));

        Assert.Empty(loaded.Problems);
        Assert.Equal(points, ModelOutline.PointsOf(loaded.Definition!.Rules[^1]));
    }

    [Theory]
    [InlineData(4, "4h")]
    [InlineData(36, "36h")]
    [InlineData(24, "1d")]
    [InlineData(336, "14d")]
    public void A_response_time_is_written_as_documents_write_it(int hours, string text) => Assert.Equal(text, ModelOutline.TimeOf(TimeSpan.FromHours(hours)));

    [Fact]
    public void What_a_model_does_not_have_is_absent()
    {
        using var written = JsonDocument.Parse(JsonSerializer.Serialize(new ModelList([new ModelItem("campaign", "Campaign", 1, false, Outline: Outline(CampaignModel.Yaml))]), ModelsJson.Default.ModelList));

        var outline = written.RootElement.GetProperty("models")[0].GetProperty("outline");
        Assert.Equal(
            ["title", "mode", "audience", "scoring", "target", "categories", "routes", "fastTracks", "personas", "rules"],
            outline.EnumerateObject().Select(static member => member.Name));
    }

    private static ModelDefinition Definition(string file) => ModelLoader.Load(File.ReadAllText(Path.Combine(SampleFiles.Root, file))).Definition!;

    private static OutlineItem Outline(string yaml) => Outlines.Of(ScoringModel.Compile(ModelLoader.Load(yaml).Definition!), withRules: true);
}
