using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Tracking;

namespace LeadScoring.Tests.Tracking;

/// <summary>Whoever can open a page can say what he likes: what of it counts.</summary>
public sealed class VisitRulesTests
{
    private readonly TrackApp _track = new();

    [Theory]
    [InlineData("page.viewed", true)]
    [InlineData("page.returned", true)]
    [InlineData("asset.downloaded", true)]
    [InlineData("site.calculated", true)]
    [InlineData("video.watched", true)]
    [InlineData("page.scrolled", false)]
    [InlineData("form.submitted", false)]
    [InlineData("chat.started", false)]
    [InlineData("call.logged", false)]
    [InlineData("event.attended", false)]
    [InlineData("email.clicked", false)]
    [InlineData("email.unsubscribed", false)]
    [InlineData("lead.merged", false)]
    [InlineData("privacy.erased", false)]
    [InlineData("profile.updated", false)]
    [InlineData("sales.won", false)]
    [InlineData("system.sent", false)]
    public async Task A_page_may_send_listed_types_and_no_reserved_types(string type, bool isTaken)
    {
        var answer = await _track.Post(TrackApp.Event(type));

        // Types that need proof are refused to every stranger, before the rules of pages are asked.
        Assert.Equal(isTaken ? null : type is "email.unsubscribed" or "sales.won" or "system.sent" ? "LS-EVENT-024" : "LS-TRACK-002", isTaken ? null : answer.Code);
        Assert.Equal(isTaken ? 1 : 0, _track.Events.Count);
    }

    [Fact]
    public async Task A_page_cannot_say_that_something_counts_even_where_the_type_is_listed()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], EventTypes = ["system.counted"] });

        Assert.Equal("LS-EVENT-023", (await track.Post(TrackApp.Event("system.counted"))).Code);
        Assert.Empty(track.Events);
    }

    [Fact]
    public async Task Other_types_are_accepted_once_they_are_listed()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], EventTypes = ["chat.started"] });

        Assert.Equal(202, (await track.Post(TrackApp.Event("chat.started"))).Status);
        Assert.Equal("LS-TRACK-002", (await track.Post(TrackApp.Event("asset.downloaded"))).Code);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef0123456789abcde", false)]
    [InlineData("0123456789abcdef0123456789abcdef0", false)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", false)]
    [InlineData("0123456789abcdef0123456789abcdeg", false)]
    [InlineData("ann@acme.example", false)]
    public async Task A_visitor_id_is_128_bits_as_the_script_writes_them(string visitor, bool isOne)
    {
        var answer = await _track.Post(TrackApp.Event(members: ("lead", new JsonObject { ["visitor"] = visitor })));

        Assert.Equal(isOne ? (202, null) : (400, "LS-TRACK-003"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_address_or_another_systems_id_does_not_replace_the_visitor()
    {
        foreach (var lead in new JsonObject[] { new() { ["email"] = "bob@acme.example" }, new() { ["externalId"] = "hubspot:512" } })
            Assert.Contains(("LS-TRACK-003", "/0/lead/visitor"), (await _track.Post(TrackApp.Event(members: ("lead", lead)))).Faults);
        Assert.Empty(_track.Events);
    }

    [Theory]
    [InlineData("page.viewed", """{"visitor":"0123456789abcdef0123456789abcdef","email":"bob@acme.example"}""")]
    [InlineData("site.calculated", """{"visitor":"0123456789abcdef0123456789abcdef","email":"bob@acme.example"}""")]
    [InlineData("lead.identified", """{"visitor":"0123456789abcdef0123456789abcdef"}""")]
    [InlineData("lead.identified", """{"visitor":"0123456789abcdef0123456789abcdef","email":"bob@acme.example","externalId":"hubspot:512"}""")]
    [InlineData("page.viewed", """{"visitor":"0123456789abcdef0123456789abcdef","externalId":"hubspot:512"}""")]
    public async Task An_address_belongs_to_identify_and_to_nothing_else(string type, string lead)
    {
        Assert.Equal([("LS-TRACK-004", "/0/lead")], (await _track.Post(TrackApp.Event(type, ("lead", JsonNode.Parse(lead))))).Faults);
        Assert.Empty(_track.Events);
    }

    [Fact]
    public async Task Identify_sets_listed_fields()
    {
        var fields = new TrackingOptions().ProfileFields;

        await _track.Post(TrackApp.Identified(profile: new JsonObject(fields.Select(static field => KeyValuePair.Create<string, JsonNode?>(field, "x")))));

        Assert.Equal(fields.Append("email").Order(StringComparer.Ordinal), Assert.Single(_track.Events).Event.Profile.Select(static field => field.Key));
    }

    [Theory]
    [InlineData("email", "bob@acme.example")]
    [InlineData("emailKind", "business")]
    [InlineData("unsubscribed", "false")]
    [InlineData("score", "100")]
    [InlineData("mergedInto", "k3v")]
    public async Task Identify_sets_no_other_fields(string field, string value)
    {
        Assert.Equal([("LS-TRACK-005", "/0/profile")], (await _track.Post(TrackApp.Identified(profile: new JsonObject { [field] = value }))).Faults);
        Assert.Empty(_track.Events);
    }

    [Theory]
    [InlineData("lead.identified", "company", true)]
    [InlineData("lead.identified", "renewalDate", false)]
    [InlineData("lead.identified", "email", false)]
    [InlineData("page.viewed", "company", false)]
    public async Task A_page_empties_what_it_may_set_and_nothing_else(string type, string field, bool isTaken)
    {
        var e = type == "lead.identified" ? TrackApp.Identified() : TrackApp.Event(type);
        e["cleared"] = new JsonArray(field);

        var answer = await _track.Post(e);

        Assert.Equal(isTaken ? [] : [("LS-TRACK-005", "/0/cleared")], answer.Faults);
        Assert.Equal(isTaken ? [field] : [], _track.Events.SelectMany(static captured => captured.Event.Cleared));
    }

    [Fact]
    public async Task No_other_event_sets_profile_fields_not_even_a_form()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], EventTypes = ["form.submitted"] });

        Assert.Equal([("LS-TRACK-005", "/0/profile")], (await track.Post(TrackApp.Event(members: ("profile", new JsonObject { ["company"] = "Acme" })))).Faults);
        Assert.Equal([("LS-TRACK-005", "/0/profile")], (await track.Post(TrackApp.Event("form.submitted", ("properties", new JsonObject { ["fields.jobTitle"] = "CEO" })))).Faults);
        Assert.Equal(202, (await track.Post(TrackApp.Event("form.submitted", ("properties", new JsonObject { ["form"] = "demo" })))).Status);
    }

    [Fact]
    public async Task A_source_or_a_score_that_a_page_names_is_a_property_at_most()
    {
        await _track.Post(TrackApp.Event(members: [("source", "hubspot/main"), ("score", 100), ("stage", "won"), ("receivedAt", "2020-01-01T00:00:00Z")]));

        var view = Assert.Single(_track.Events);
        Assert.Equal("site/www.acme.example", view.Event.Source);
        Assert.Equal(("100", "won"), (view.Event.Properties["score"].Text, view.Event.Properties["stage"].Text));
        Assert.Empty(view.Event.Profile);
    }
}
