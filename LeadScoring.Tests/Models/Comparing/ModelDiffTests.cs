using System.Collections.Immutable;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Comparing;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Comparing;

/// <summary>What two documents say differently, by meaning.</summary>
public sealed class ModelDiffTests
{
    private const string Pricing = "- { rule: pricing, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 3, signal: true }";

    [Theory]
    [InlineData("points: 3, signal", "points: 4.5, signal", "Rule 'pricing': points 3 -> 4.5.")]
    [InlineData("startsWith: /pricing", "startsWith: /prices", "Rule 'pricing': on page.viewed where path startsWith '/pricing' -> page.viewed where path startsWith '/prices'.")]
    [InlineData(", signal: true }", " }", "Rule 'pricing': signal yes -> none.")]
    [InlineData(", signal: true }", ", signal: true, within: 30d }", "Rule 'pricing': within none -> 30 days.")]
    [InlineData(", signal: true }", ", signal: true, newest: 2 }", "Rule 'pricing': newest as many as fill the scale -> 2.")]
    [InlineData(", signal: true }", ", signal: true, title: Prices }", "Rule 'pricing': title none -> Prices.")]
    [InlineData("points: 6 } ]", "points: 5 } ]", "Rule 'title': points 10, 6 -> 10, 5.")]
    [InlineData("  - { id: partner,", "  - { id: partners,", "New persona 'partners': on event.attended where eventKind is 'partner-day'; to inside sales; respond within 2 days.")]
    [InlineData("attempts: 3 }", "attempts: 4 }", "Fast track 'contact-us': attempts 3 -> 4.")]
    [InlineData("employees: { atLeast: 500 }", "employees: { atLeast: 200 }", "Persona 'perfect': when (employees atLeast '500' and jobTitle hasWord 'cro') -> (employees atLeast '200' and jobTitle hasWord 'cro').")]
    [InlineData("followUp: { by: marketing, within: 2d }", "followUp: { by: sales, within: 2d }", "Persona 'tradeshow': follow-up by marketing within 2 days -> by sales within 2 days.")]
    [InlineData("reason: competitor", "reason: rival", "Disqualification 'competitor': reason competitor -> rival.")]
    [InlineData("on: webinar.registered", "on: webinar.attended", "Response 'thanks': on webinar.registered -> webinar.attended.")]
    [InlineData("A: 75, B: 50, C: 25 }, numbers", "A: 80, B: 50, C: 25 }, numbers", "Grades: letters A from 75, B from 50, C from 25 -> A from 80, B from 50, C from 25.")]
    [InlineData("respondWithin: 7d", "respondWithin: 36h", "Route 'warm': respond within 7 days -> 36 hours.")]
    [InlineData("escalate: head-of-sales", "escalate: sue", "Route 'hot': escalate head-of-sales -> sue.")]
    [InlineData("{ grade: A1 }", "{ grade: [A1, A2] }", "Route 'hot': when grade is 'A1' -> grade is 'A1' or 'A2'.")]
    [InlineData("required: [company]", "required: [company, country]", "Gates: required company -> company, country.")]
    [InlineData("required: [company]", "required: [company], proven: false", "Gates: proven yes -> no.")]
    [InlineData("margin: 5, coolDown: 30d", "margin: 5, coolDown: 14d", "Requalify: cool-down 30 days -> 14 days.")]
    [InlineData("decay: { halfLife: 10d }", "decay: { halfLife: 20d }", "Dimension 'engagement': decay halves in 10 days -> halves in 20 days.")]
    [InlineData("decay: { halfLife: 10d }", "decay: { halfLife: 10d }, inactivity: { after: 30d, every: 30d, lose: 25% }", "Dimension 'engagement': inactivity none -> 25 % lost after 30 days and every 30 days from then.")]
    [InlineData("fit: { weight: 50,", "fit: { weight: 60,", "Dimension 'fit': weight 50 -> 60.")]
    [InlineData("title: Sales", "title: Sales\nmode: assess", "The model: mode live -> assess.")]
    [InlineData("title: Sales", "title: Sales\nscale: 20", "The model: scale 10 -> 20.")]
    [InlineData("title: Sales", "title: Sales\naudience: prospect", "The model: audience everyone -> prospects of sales.")]
    [InlineData("title: Sales", "title: Sales\ntimeZone: Europe/Berlin", "The model: time zone UTC -> Europe/Berlin.")]
    [InlineData("title: Sales", "title: Sales\nreview: { every: 90d }", "The model: review none -> every 90 days.")]
    [InlineData("title: Sales", "title: Sales\napprovals: [ sales, marketing ]", "The model: approvals none -> marketing, sales.")]
    [InlineData("title: Sales", "title: Sales\npriority: { recency: 3 }", "Priority: recency 1 -> 3.")]
    [InlineData("title: Sales", "title: Sales\nignore: [ { on: social.engaged } ]", "New ignored events 'social.engaged'.")]
    [InlineData("title: Sales", "title: Sales\ntests: [ { lead: vp, profile: { jobTitle: VP }, expect: { grade: A4 } } ]", "New golden lead 'vp': profile jobTitle VP; expects grade A4.")]
    public void A_change_is_one_sentence_with_what_was_and_what_is(string old, string text, string sentence) =>
        Assert.Contains(sentence, Between(SalesModel.Yaml, SalesModel.With(old, text)).Select(static change => change.Text));

    [Theory]
    [InlineData("# nothing but a comment\n")]
    [InlineData("\n\n")]
    public void A_comment_and_an_empty_line_are_no_change(string more) => Assert.Empty(Between(SalesModel.Yaml, SalesModel.Yaml + more));

    [Theory]
    [InlineData(Pricing, "- { points: 3, signal: true, rule: pricing, where: { path: { startsWith: /pricing } }, on: [ page.viewed ], category: website }")]
    [InlineData(Pricing, "- { rule: pricing, category: website, on: page.viewed, where: { all: [ { path: { startsWith: [ /pricing, /pricing ] } } ] }, points: 3.0, signal: true, count: each, newest: 4 }")]
    [InlineData("emailDomain: rival.example", "emailDomain: { is: [ rival.example ] }")]
    [InlineData("title: Sales", "title: Sales\nmode: live\naudience: everyone\nscale: 10\ntimeZone: UTC\npriority: { score: 1 }")]
    [InlineData("fit: { weight: 50, categories: { role: 1 } }", "fit: { weight: 50.0, categories: { role: 1.00 }, decay: none }")]
    [InlineData("respondWithin: 2d, attempts: 6, escalate", "respondWithin: 48h, attempts: 6, escalate")]
    [InlineData("when: { jobTitle: { hasWord: cro }, employees: { atLeast: 500 } }", "when: { all: [ { employees: { atLeast: 500 } }, { jobTitle: { hasWord: cro } } ] }")]
    public void Two_ways_to_write_the_same_are_no_change(string old, string text) => Assert.Equal([], Between(SalesModel.Yaml, SalesModel.With(old, text)).Select(static change => change.Text));

    [Fact]
    public void A_rule_that_comes_or_goes_is_said_with_all_that_it_says()
    {
        var more = SalesModel.With(Pricing, $"{Pricing}\n  - {{ rule: paper, title: White paper, category: website, on: asset.downloaded, points: 2, count: once }}");

        var added = Assert.Single(Between(SalesModel.Yaml, more));
        var removed = Assert.Single(Between(more, SalesModel.Yaml));

        Assert.Equal((ModelChangeKind.Added, "rule", "paper"), (added.Kind, added.Part, added.Id));
        Assert.Equal("New rule 'White paper' (paper): kind event; points 2; on asset.downloaded; count the newest match; newest as many as fill the scale; category website.", added.Text);
        Assert.Equal((ModelChangeKind.Removed, added.New), (removed.Kind, removed.Old));
    }

    [Fact]
    public void The_order_of_routes_is_a_change_and_that_of_rules_is_not()
    {
        const string Hot = "  - { id: hot, when: { grade: A1 }, to: sales, respondWithin: 2d, attempts: 6, escalate: head-of-sales }\n";
        const string Warm = "  - { id: warm, when: { grade: A2 }, to: sales, respondWithin: 7d, attempts: 6 }\n";
        var yaml = SalesModel.Yaml.ReplaceLineEndings("\n");

        var moved = Assert.Single(Between(yaml, yaml.Replace(Hot + Warm, Warm + Hot, StringComparison.Ordinal)));

        Assert.Equal(ModelChangeKind.Moved, moved.Kind);
        Assert.Equal("Order of routes: hot, warm, sdr, early -> warm, hot, sdr, early.", moved.Text);
        var rule = $"  {Pricing}\n";
        Assert.Empty(Between(yaml, yaml.Replace(rule, "", StringComparison.Ordinal).Replace("rules:\n", $"rules:\n{rule}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_random_model_is_the_same_as_itself_and_is_not_as_one_with_another_rule() => Assert.All(Enumerable.Range(1, 300), static seed =>
    {
        var (model, again, other) = (RandomModel.Of(new Random(seed)), RandomModel.Of(new Random(seed)), RandomModel.Of(new Random(seed + 1000)));

        Assert.Empty(ModelDiff.Between(model, again));
        var there = ModelDiff.Between(model, other);
        Assert.Equal(there.Length, ModelDiff.Between(other, model).Length);
        Assert.All(model.Rules.Select(static rule => rule.Id).Except(other.Rules.Select(static rule => rule.Id)), id => Assert.Contains(there, change => change.Kind == ModelChangeKind.Removed && change.Id == id));
    });

    // A member that nobody compares is a change that nobody sees.
    [Fact]
    public void Every_member_of_a_model_is_compared()
    {
        string[] compared =
        [
            "Id", "Title", "Audience", "Mode", "Scale", "TimeZone", "ReviewEveryDays", "Approvals", "Dimensions", "Ignore", "Rules", "FastTracks", "Personas", "Disqualify", "Responses", "Grades", "Routes", "Gates", "Requalify",
            "Priority", "Tests", "Points", "Categories", "IsOpportunityAtTarget",
        ];
        // Of the version and not of the document.
        string[] others = ["ReadsWrittenNumbers", "ReadsPropertiesByName"];

        Assert.Equal(compared.Concat(others).Order(StringComparer.Ordinal), typeof(ModelDefinition).GetProperties().Where(static member => member.Name != "EqualityContract").Select(static member => member.Name).Order(StringComparer.Ordinal));
    }

    private static ImmutableArray<ModelChange> Between(string old, string text) => ModelDiff.Between(Definition(old), Definition(text));

    private static ModelDefinition Definition(string yaml)
    {
        var loaded = ModelLoader.Load(yaml);
        Assert.Equal([], loaded.Problems.Select(static problem => problem.ToString()));
        return loaded.Definition!;
    }
}
