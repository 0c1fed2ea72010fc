using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Compiling;

/// <summary>What a compiled model says about a single event or profile.</summary>
public sealed class ScoringModelTests
{
    private static readonly ScoringModel Model = Examples.Model(
        "- { rule: visit, category: website, on: page.viewed, points: 2, while: { region: north } }\n- { rule: size, category: role, when: { any: [ { employees: { above: 9 } }, { region: south } ] }, points: 2 }",
        rest: """
            ignore: [ { on: page.viewed, where: { path: { startsWith: /careers } } }, { on: form.submitted, where: { form: test } } ]
            fastTrack: [ { id: demo, on: [form.submitted, "chat.*"], where: { form: [demo, test] }, to: sales }, { id: chat, on: chat.started, to: inside-sales } ]
            personas:
              - { id: big, when: { employees: { atLeast: 500 } }, to: sales }
              - { id: fair, on: event.attended, where: { eventKind: tradeshow }, followUp: { by: marketing, within: 2d } }
              - { id: renewing, when: { renewal: { newerThan: 10d } }, to: sales }
            disqualify: [ { id: competitor, when: { emailDomain: rival.example }, reason: competitor }, { id: lapsed, when: { renewal: { olderThan: 100d } }, reason: lapsed } ]
            respond: [ { id: thanks, on: [form.submitted, webinar.registered] } ]
            gates: { required: [company, region] }
            """);

    [Theory]
    [InlineData("page.viewed", true)]
    [InlineData("anything.else", true)]
    [InlineData("email.opened", true)]
    [InlineData("email.sent", false)]
    [InlineData("email.unsubscribed", false)]
    [InlineData("profile.updated", false)]
    [InlineData("sales.won", false)]
    [InlineData("system.imported", false)]
    [InlineData("salesforce.touched", true)]
    public void Activity_is_what_a_lead_does(string type, bool isActivity) => Assert.Equal(isActivity, Model.IsActivity(Examples.Event(type, 1)));

    [Fact]
    public void An_ignored_event_is_neither_activity_nor_fast_track_nor_answered()
    {
        var test = Examples.Event("form.submitted", 1, ("form", "test"));

        Assert.True(Model.Ignores(test));
        Assert.False(Model.IsActivity(test));
        Assert.Null(Model.FastTrackOf(test));
        Assert.Empty(Model.ResponsesTo(test));
        Assert.False(Model.IsActivity(Examples.Event("page.viewed", 1, ("path", "/Careers/dev"))));
    }

    [Fact]
    public void The_first_fast_track_that_fits_takes_the_event()
    {
        Assert.Equal("demo", Model.FastTrackOf(Examples.Event("form.submitted", 1, ("form", "demo")))?.Id);
        Assert.Equal("demo", Model.FastTrackOf(Examples.Event("chat.started", 1, ("form", "demo")))?.Id);
        Assert.Equal("chat", Model.FastTrackOf(Examples.Event("chat.started", 1))?.Id);
        Assert.Null(Model.FastTrackOf(Examples.Event("form.submitted", 1, ("form", "news"))));
    }

    [Fact]
    public void Personas_responses_and_disqualification_are_found()
    {
        var profile = LeadProfile.Empty.With(Examples.Told(1, ("employees", "800"), ("renewal", Examples.Today.ToString()), ("email", "a@RIVAL.example")));

        Assert.Equal("fair", Assert.Single(Model.PersonasOf(Examples.Event("event.attended", 1, ("eventKind", "Tradeshow")))).Id);
        Assert.Empty(Model.PersonasOf(Examples.Event("event.attended", 1)));
        Assert.Equal("thanks", Assert.Single(Model.ResponsesTo(Examples.Event("webinar.registered", 1))).Id);
        Assert.Equal(["big", "renewing"], Model.PersonasOf(profile, Examples.Today.AddDays(10)).Select(persona => persona.Id));
        Assert.Equal(["big"], Model.PersonasOf(profile, Examples.Today.AddDays(11)).Select(persona => persona.Id));
        Assert.Equal("competitor", Model.DisqualificationOf(profile, Examples.Today)?.Id);
        Assert.Null(Model.DisqualificationOf(LeadProfile.Empty, Examples.Today));
        Assert.Equal("lapsed", Model.DisqualificationOf(LeadProfile.Empty.With(Examples.Told(1, ("renewal", Examples.Today.AddDays(-101).ToString()))), Examples.Today)?.Id);
    }

    [Fact]
    public void Fields_that_count_for_known_are_those_of_rules_and_gates_alone() =>
        Assert.Equal(["region", "employees", "company"], Model.KnownFields.AsEnumerable());
}
