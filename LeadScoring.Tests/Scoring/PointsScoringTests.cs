using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Models whose points add up, beside what the vectors show (docs/reference/scoring.md#models-whose-points-add-up).</summary>
public sealed class PointsScoringTests
{
    [Fact]
    public void The_target_is_the_sum_of_the_minimal_path()
    {
        var model = Model(CampaignModel.Yaml);

        Assert.Equal((50m, null, 0), (model.Definition.Points!.Target.Points, model.Definition.Grades, model.Definition.Dimensions.Length));
        var route = Assert.Single(model.Definition.Routes);
        Assert.Equal(("target", Destination.Sales), (route.Id, route.To));
        Assert.Equal(["content", "visits"], model.Definition.Categories.Select(static category => category.Name));
    }

    [Fact]
    public void A_model_that_lists_no_category_has_those_of_its_rules_in_their_order()
    {
        var model = Model("""
            model: free
            title: Free
            scoring: points
            target: 12.5
            rules:
              - { rule: b, category: visits, on: page.viewed, points: 1 }
              - { rule: a, category: content, on: asset.downloaded, points: 1 }
              - { rule: c, category: visits, on: form.submitted, points: 1 }
            routes: []
            """);

        Assert.Equal(["visits", "content"], model.Definition.Categories.Select(static category => category.Name));
        Assert.Empty(model.Definition.Routes);
    }

    [Fact]
    public void Every_match_counts_where_no_scale_cuts_them()
    {
        var explanation = Explain(Model("""
            model: free
            title: Free
            scoring: points
            target: 300
            rules:
              - { rule: visit, category: visits, on: page.viewed, points: 1 }
            """), [.. Enumerable.Range(0, 299).Select(static i => Examples.Event("page.viewed", 5, ("n", $"{i}")))]);

        Assert.Equal((299, 99, "nurture"), (explanation.Score.Shown, explanation.Progress, explanation.RouteId));
    }

    [Fact]
    public void A_sum_that_no_number_holds_is_shown_as_the_highest()
    {
        var model = Model("""
            model: free
            title: Free
            scoring: points
            target: 0.001
            rules:
              - { rule: visit, category: visits, on: page.viewed, points: 1000000 }
            """);

        var explanation = Explain(model, [.. Enumerable.Range(0, 3000).Select(static i => Examples.Event("page.viewed", 5, ("n", $"{i}")))]);

        Assert.Equal(("3000000000.000000", Figure.MostShown, 100, "target"), (explanation.Score.Exact.ToString(), explanation.Score.Shown, explanation.Progress, explanation.RouteId));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(33, 1)]
    [InlineData(34, 2)]
    [InlineData(66, 2)]
    [InlineData(67, 3)]
    [InlineData(250, 3)]
    public void The_priority_takes_thirds_of_the_progress_and_leaves_the_grade_out(int points, int part)
    {
        var model = Model($$"""
            model: free
            title: Free
            scoring: points
            target: 100
            rules:
              - { rule: title, category: person, when: { jobTitle: { exists: true } }, points: {{points}} }
            priority: { score: 2, grade: 5, recency: 1, signals: 1, activity: 1, promise: 1 }
            """);
        var explanation = Explain(model, Examples.Told(1, ("jobTitle", "x")));

        var priority = PriorityIndex.Of(model.Definition, explanation, 0, 0);

        // The other parts are 0, and the five parts of the weights without that of the grade sum to 5: 1 to 4 is one flame, up to 8 two.
        Assert.Equal((part, 0, 2 * part, 2 * part > 4 ? 2 : 1), (priority.Score, priority.Grade, priority.Value, priority.Flames));
    }

    [Theory]
    [InlineData("score: { atLeast: 50 }", 10, true)]
    [InlineData("score: { atLeast: 50 }", 9.999, false)]
    [InlineData("category.visits: { atLeast: 50 }", 10, true)]
    [InlineData("category.visits: { atLeast: 50.001 }", 10, false)]
    [InlineData("score: { atLeast: 1040 }", 1000, true)]
    public void The_margin_is_added_to_the_score_and_to_each_category_in_points(string when, double margin, bool holds)
    {
        var model = Model(CampaignModel.Yaml + $$"""
            routes: [ { id: ready, when: { {{when}} }, to: sales } ]
            requalify: { margin: {{margin.ToString(System.Globalization.CultureInfo.InvariantCulture)}} }
            """);
        var lead = FoldedLead.Fold(model, [Examples.Event("page.viewed", 0, ("n", "1")), Examples.Event("page.viewed", 30, ("n", "2")), Examples.Event("page.viewed", 30, ("n", "3"))], Examples.Today);

        Assert.Equal(40, new Evaluator(model).Explain(lead.Signals, lead.Profile, Examples.Today).Score.Shown);
        Assert.Equal(holds, new Evaluator(model).QualifiesWithMargin(lead.Signals, lead.Profile, Examples.Today));
    }

    [Fact]
    public void Applying_and_evaluating_allocate_nothing_in_the_steady_state()
    {
        var model = Model("""
            model: free
            title: Free
            scoring: points
            target: 100
            categories: { visits: { atMost: 60, atLeast: -10, decay: { halfLife: 14d }, inactivity: { after: 30d, every: 30d, lose: 25% } }, person: {} }
            rules:
              - { rule: visit, category: visits, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 2 }
              - { rule: title, category: person, when: { jobTitle: { hasWord: vp } }, points: 5 }
            routes: [ { id: ready, when: { score: { atLeast: 50 }, category.visits: { atLeast: 5 } }, to: sales } ]
            """);
        EvaluatorTests.AssertAllocatesNothing(model);
    }

    [Theory]
    [InlineData("score: 35, progress: 70, route: nurture, decision: none, category.content: 15, category.visits: 20, matched: [brochure]", null)]
    [InlineData("progress: { atLeast: 60, atMost: 70 }", null)]
    [InlineData("score: 36", "expected score 36, was 35 (score 35 of 50, content 15, visits 20)")]
    [InlineData("progress: { atLeast: 71 }", "expected progress at least 71, was 70 (score 35 of 50, content 15, visits 20)")]
    [InlineData("decision: qualified", "expected decision qualified, was none")]
    public void A_golden_lead_expects_score_and_progress(string expect, string? message)
    {
        var model = Model(CampaignModel.Yaml + $$"""
            tests: [ { lead: reader, events: [ { on: asset.downloaded, daysAgo: 9 }, { on: page.viewed, daysAgo: 0 } ], expect: { {{expect}} } } ]
            """);

        var result = Assert.Single(GoldenLeads.Run(model, Examples.Today));

        Assert.Equal(message is null, result.Passed);
        if (message is not null)
            Assert.Contains(message, result.Problem!.Message, StringComparison.Ordinal);
    }

    private static Explanation Explain(ScoringModel model, params LeadEvent[] events)
    {
        var lead = FoldedLead.Fold(model, events, Examples.Today);
        return new Evaluator(model).Explain(lead.Signals, lead.Profile, Examples.Today);
    }

    private static ScoringModel Model(string yaml)
    {
        var loaded = ModelLoader.Load(yaml);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ScoringModel.Compile(loaded.Definition);
    }
}
