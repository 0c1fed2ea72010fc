using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Scoring.Explaining;

public sealed class WhyNotYetTests
{
    private const string Head =
        """
        model: steps
        title: Steps
        dimensions:
          fit: { weight: 40, categories: { role: 1, company: 1 } }
          engagement: { weight: 60, categories: { website: 1, content: 1 } }
        grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 60, 2: 40, 3: 20 } }

        """;

    private static readonly Day Today = Day.TryParse("2026-03-01", out var day) ? day : default;

    [Theory]
    [InlineData("{ rule: r, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 4 }", "views a page whose path begins with /pricing", "page.viewed path=/pricing")]
    [InlineData("{ rule: r, title: Looks at prices, category: website, on: page.viewed, where: { path: { endsWith: /prices, startsWith: /en } }, points: 4 }", "Looks at prices", "page.viewed path=/en/prices")]
    [InlineData("{ rule: r, category: content, on: asset.downloaded, where: { assetType: whitepaper }, points: 4, count: { distinct: asset } }", "downloads an asset whose assetType is whitepaper, with another asset", "asset.downloaded asset=another-1 assetType=whitepaper")]
    [InlineData("{ rule: r, category: content, on: email.*, points: 4 }", "does something with an e-mail", "email.opened")]
    [InlineData("{ rule: r, category: content, on: shop.bought, where: { any: [ { amount: { above: 10 } }, { vip: true } ] }, points: 4 }", "does shop.bought where amount is above 10 or vip is true", "shop.bought amount=11 vip=true")]
    [InlineData("{ rule: r, category: content, on: page.viewed, where: { path: { matches: '^/(pricing|plans)/[a-z]+$' } }, points: 4 }", "views a page whose path matches ^/(pricing|plans)/[a-z]+$", "page.viewed path=/pricing/a")]
    [InlineData("{ rule: r, category: content, on: page.viewed, where: { not: { path: /jobs } }, points: 4 }", "views a page where not (path is /jobs)", "page.viewed path=other")]
    [InlineData("{ rule: r, category: content, on: call.logged, where: { channel: phone, source: pbx }, bands: { of: { sum: durationSeconds }, steps: [ { atLeast: 600, points: 4 } ] } }", "has a call whose channel is phone and source is pbx, with durationSeconds of 600 or more", "call.logged channel=phone durationSeconds=600")]
    [InlineData("{ rule: r, category: content, state: { of: [email.subscribed, email.unsubscribed], is: email.subscribed }, points: 4 }", "subscribes to e-mail", "email.subscribed")]
    public void One_more_match_of_a_rule_is_a_step_in_words(string rule, string text, string happening)
    {
        var way = Assert.Single(Find($"rules: [ {rule} ]\nroutes: [ {{ id: hot, when: {{ engagement: {{ atLeast: 20 }} }}, to: sales }} ]"));

        Assert.Equal("hot", way.Route);
        var step = Assert.IsType<Step.Match>(Assert.Single(way.Steps));
        Assert.Equal(("r", text), (step.Rule, step.Text));
        Assert.Equal(happening, $"{step.Event.Type} {string.Join(' ', step.Event.Properties.Select(static field => $"{field.Key}={field.Value}"))}".TrimEnd());
    }

    [Theory]
    [InlineData("{ rule: r, category: role, when: { jobTitle: { hasWord: [vp, \"head of\"] } }, points: 9 }", "the profile says: jobTitle has the word vp or head of", "jobTitle=vp")]
    [InlineData("{ rule: r, title: Decides, category: role, when: { employees: { atLeast: 100 } }, points: 9 }", "Decides", "employees=100")]
    [InlineData("{ rule: r, category: role, when: { emailKind: business }, points: 9 }", "the profile says: emailKind is business", "email=someone@company.example")]
    [InlineData("{ rule: r, category: role, when: { country: [Germany, FR] }, points: 9 }", "the profile says: country is Germany or FR", "country=Germany")]
    [InlineData("{ rule: r, category: role, when: { renewal: { newerThan: 90d } }, points: 9 }", "the profile says: renewal is at most 90 days ago", "renewal=2025-12-01")]
    public void A_value_that_satisfies_a_rule_is_a_step_in_words(string rule, string text, string told)
    {
        var way = Assert.Single(Find($"rules: [ {rule} ]\nroutes: [ {{ id: hot, when: {{ fit: {{ atLeast: 40 }} }}, to: sales }} ]"));

        var step = Assert.IsType<Step.Value>(Assert.Single(way.Steps));
        Assert.Equal(("r", text, told), (step.Rule, step.Text, $"{step.Field}={step.Told}"));
    }

    [Fact]
    public void Of_two_tiers_that_would_do_the_easier_one_is_told()
    {
        var way = Assert.Single(Find(
            """
            rules:
              - rule: size
                category: role
                tiers: [ { when: { employees: { atLeast: 1000 } }, points: 10 }, { when: { employees: { atLeast: 100 } }, points: 6 }, { when: { employees: { atLeast: 10 } }, points: 2 } ]
            routes: [ { id: hot, when: { fit: { atLeast: 30 } }, to: sales } ]
            """));

        Assert.Equal("100", Assert.IsType<Step.Value>(Assert.Single(way.Steps)).Told.Text);
    }

    [Fact]
    public void Pairs_are_told_where_no_single_step_does()
    {
        var ways = Find(
            """
            rules:
              - { rule: visit, category: website, on: page.viewed, points: 3 }
              - { rule: paper, category: content, on: asset.downloaded, points: 3 }
              - { rule: title, category: role, when: { jobTitle: vp }, points: 10 }
            routes: [ { id: hot, when: { engagement: { atLeast: 30 } }, to: sales } ]
            """);

        Assert.Equal(["visit visit", "visit paper", "paper paper"], ways.Select(static way => string.Join(' ', way.Steps.Select(static step => step.Rule))));
        Assert.Equal(["hot", "hot", "hot"], ways.Select(static way => way.Route));
    }

    [Fact]
    public void A_missing_required_field_is_a_step_beside_a_rule()
    {
        var way = Assert.Single(Find(
            """
            rules: [ { rule: visit, category: website, on: page.viewed, points: 6 } ]
            routes: [ { id: hot, when: { engagement: { atLeast: 30 } }, to: sales } ]
            gates: { required: [company] }
            """));

        Assert.Equal(["visit", null], way.Steps.Select(static step => step.Rule));
        Assert.Equal("company", Assert.IsType<Step.Required>(way.Steps[1]).Field);
    }

    [Fact]
    public void A_lead_that_only_strangers_speak_of_is_not_told_to_view_pages()
    {
        const string Rest =
            """
            rules: [ { rule: visit, category: website, on: page.viewed, points: 6 } ]
            routes: [ { id: hot, when: { engagement: { atLeast: 30 } }, to: sales } ]
            """;

        Assert.Empty(Find(Rest, Event("page.viewed", isClaimed: true)));
        Assert.Single(Find(Rest + "\ngates: { proven: false }", Event("form.submitted", isClaimed: true)));
    }

    [Fact]
    public void Ignored_and_fast_tracked_events_are_no_steps()
    {
        var way = Assert.Single(Find(
            """
            ignore: [ { on: page.viewed, where: { path: /jobs } } ]
            rules: [ { rule: visit, category: website, on: page.viewed, where: { path: [/jobs, /demo, /pricing] }, points: 6 } ]
            fastTrack: [ { id: demo, on: page.viewed, where: { path: /demo }, to: sales } ]
            routes: [ { id: hot, when: { engagement: { atLeast: 30 } }, to: sales } ]
            """));

        Assert.Equal("/pricing", Assert.IsType<Step.Match>(Assert.Single(way.Steps)).Event.Properties["path"].Text);
    }

    [Fact]
    public void A_lead_on_the_best_route_is_told_nothing_and_another_only_of_better_ones()
    {
        const string Rest =
            """
            rules: [ { rule: visit, category: website, on: page.viewed, points: 4 } ]
            routes:
              - { id: student, when: { profile.jobTitle: student }, to: nurture }
              - { id: hot, when: { engagement: { atLeast: 40 } }, to: sales }
              - { id: warm, when: { engagement: { atLeast: 20 } }, to: inside-sales }
              - { id: cold, to: nurture }
            """;

        Assert.Equal("warm", Assert.Single(Find(Rest)).Route);
        Assert.Equal("hot", Assert.Single(Find(Rest, Event("page.viewed"))).Route);
        Assert.Empty(Find(Rest, Event("page.viewed"), Event("page.viewed")));
    }

    [Fact]
    public void A_model_without_a_route_to_sales_has_no_better_one() =>
        Assert.Empty(Find("rules: [ { rule: visit, category: website, on: page.viewed, points: 4 } ]"));

    private static int _number;

    private static LeadEvent Event(string type, bool isClaimed = false) => new()
    {
        Source = "test",
        Id = $"{Interlocked.Increment(ref _number)}",
        Type = type,
        OccurredAt = Today.Start.AddHours(8),
        IsClaimed = isClaimed,
    };

    private static ImmutableArray<BetterRoute> Find(string rest, params LeadEvent[] log)
    {
        var loaded = ModelLoader.Load(Head + rest);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        var model = ScoringModel.Compile(loaded.Definition);
        var evaluator = new Evaluator(model);
        var lead = FoldedLead.Fold(model, log, Today);
        return WhyNotYet.Find(evaluator, lead, evaluator.Explain(lead.Signals, lead.Profile, Today));
    }
}
