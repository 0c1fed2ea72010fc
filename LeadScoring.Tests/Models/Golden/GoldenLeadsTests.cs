using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Golden;

public sealed class GoldenLeadsTests
{
    private const string Rules = """
        - { rule: visit, category: website, on: page.viewed, where: { path: /pricing }, points: 2, within: 30d }
        - { rule: title, category: role, when: { jobTitle: { hasWord: vp } }, points: 5 }
        """;

    [Theory]
    [InlineData("grade: B3", null)]
    [InlineData("grade: b3, route: early, score: 44, fit: 50, engagement: 40, matched: [visit, title]", null)]
    [InlineData("grade: A2", "expected grade A2, was B3 (fit 50, engagement 40)")]
    [InlineData("route: hot, score: 43", "expected route hot, was early; expected score 43, was 44 (fit 50, engagement 40)")]
    [InlineData("score: { atLeast: 44 }, fit: { atMost: 50 }, engagement: { atLeast: 40, atMost: 40 }, category.website: { atLeast: 3.5, atMost: 4 }", null)]
    [InlineData("score: { atLeast: 45 }", "expected score at least 45, was 44 (fit 50, engagement 40)")]
    [InlineData("engagement: { atMost: 39 }, category.website: { atLeast: 1, atMost: 2.5 }", "expected engagement at most 39, was 40; expected category.website 1 to 2.5, was 4 (fit 50, engagement 40)")]
    [InlineData("decision: none", null)]
    [InlineData("decision: qualified", "expected decision qualified, was none (fit 50, engagement 40)")]
    [InlineData("category.website: 4", null)]
    [InlineData("category.website: 4.5", "expected category.website 4.5, was 4 (fit 50, engagement 40)")]
    public void A_golden_lead_passes_or_shows_expected_and_actual_figures(string expect, string? message)
    {
        var model = Model("{ lead: vp, profile: { jobTitle: VP Sales }, events: [ { on: page.viewed, path: /pricing, daysAgo: 1 }, { on: page.viewed, path: /pricing, daysAgo: 30 }, { on: page.viewed, path: /pricing, daysAgo: 31 } ], expect: { " + expect + " } }");

        var result = Assert.Single(GoldenLeads.Run(model, Examples.Today));

        Assert.Equal(message is null, result.Passed);
        if (message is null)
            return;
        Assert.Contains(message, result.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(ProblemSeverity.Error, result.Problem.Severity);
        Assert.Equal(GoldenLeads.FailedCode, result.Problem.Code);
        Assert.True(result.Problem.At.Line > 1);
    }

    [Fact]
    public void A_profile_alone_does_not_count_as_an_event()
    {
        var model = Model("{ lead: known, profile: { jobTitle: VP }, events: [], expect: { grade: B4, matched: [title] } }");

        Assert.True(Assert.Single(GoldenLeads.Run(model, Examples.Today)).Passed);
    }

    [Theory]
    [InlineData("events: [ { on: page.viewed, path: /pricing, daysAgo: 0, times: 5 } ]", "qualified", true)]
    [InlineData("events: [ { on: page.viewed, path: /pricing, daysAgo: 0 } ]", "none", true)]
    [InlineData("events: [ { on: form.submitted, form: contact-us, daysAgo: 20 } ]", "qualified", true)]
    [InlineData("profile: { jobTitle: VP, company: Rival }, events: [ { on: form.submitted, form: contact-us, daysAgo: 1 } ]", "disqualified", true)]
    [InlineData("profile: { jobTitle: VP, company: Rival }, events: [ { on: form.submitted, form: contact-us, daysAgo: 1 } ]", "qualified", false)]
    [InlineData("events: [ { on: event.attended, daysAgo: 1 } ]", "followup", true)]
    [InlineData("events: [ { on: webinar.registered, daysAgo: 1 } ]", "respond", true)]
    [InlineData("profile: { jobTitle: CRO }", "qualified", true)]
    public void A_golden_lead_may_expect_what_is_decided(string lead, string decision, bool passes)
    {
        const string Rest = """
            mode: assess
            audience: customer
            routes: [ { id: hot, when: { engagement: { atLeast: 90 } }, to: sales } ]
            fastTrack: [ { id: contact, on: form.submitted, where: { form: contact-us }, to: sales } ]
            personas: [ { id: cro, when: { jobTitle: CRO }, to: sales }, { id: fair, on: event.attended, followUp: { by: marketing, within: 2d } } ]
            disqualify: [ { id: rival, when: { company: rival } } ]
            respond: [ { id: thanks, on: webinar.registered } ]

            """;
        var model = Examples.Model(Rules, rest: $"{Rest}tests:\n  - {{ lead: x, {lead}, expect: {{ decision: {decision} }} }}");

        Assert.Equal(passes, Assert.Single(GoldenLeads.Run(model, Examples.Today)).Passed);
    }

    private static ScoringModel Model(string test) =>
        Examples.Model(Rules, rest: $"routes: [ {{ id: hot, when: {{ grade: A1 }}, to: sales }}, {{ id: early, when: {{ engagement: {{ below: 50 }} }}, to: nurture }} ]\ntests:\n  - {test}");
}
