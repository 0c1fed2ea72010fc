using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Leads.Detail;

public sealed class LeadTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_lead_has_the_shape_that_the_API_promises()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([.. Sent.Visits("ann@acme.example", 4), Sent.Title("ann@acme.example", "VP Sales", daysAgo: 3)]);

        var (status, body) = await _app.Lead(_app.IdOf("ann@acme.example"));

        Assert.Equal(200, status);
        Assert.Equal(
            $$"""
            {"id":"{{_app.IdOf("ann@acme.example")}}","email":"ann@acme.example","profile":{"email":"ann@acme.example","jobTitle":"VP Sales"},"firstSeenAt":"2026-02-26T12:00:00Z","lastActivityAt":"2026-03-01T12:00:00Z","mergedInto":null,"models":[{"model":"crm","version":1,"owner":"sales","to":"sales","stage":"qualified","because":{"kind":"route","name":"hot","at":"2026-03-01T12:00:00Z","text":"Handed to sales by the route 'hot' on 2026-03-01. Sales is to answer by 2026-03-03 12:00 UTC."},"route":"hot","status":"Lead","epoch":1,"respondBy":"2026-03-03T12:00:00Z","attempts":6,"score":80,"grade":"A1","dimensions":{"fit":80,"engagement":80},"scoreRoute":"hot","scoreTo":"sales","trend":80,"known":100,"until":"2026-03-05","priority":15,"flames":3,"reasons":["Pricing page (+8)","Senior title (+8)"]}],"lastActivity":"2026-03-01"}
            """,
            body.GetRawText());
    }

    [Theory]
    [InlineData("ann@acme.example")]
    [InlineData(" Ann@ACME.example ")]
    [InlineData("ann%2fb@acme.example")]
    [InlineData("ann%2Fb@acme.example")]
    public async Task A_lead_is_found_by_its_address_as_the_router_hands_it_out(string address)
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing("ann@acme.example"), Sent.Pricing("ann/b@acme.example"));

        var (status, body) = await _app.Lead(address);

        Assert.Equal(200, status);
        Assert.Equal(address.Contains('%', StringComparison.Ordinal) ? "ann/b@acme.example" : "ann@acme.example", body.GetProperty("email").GetString());
    }

    [Theory]
    [InlineData("nobody@acme.example")]
    [InlineData("00000000000000000000000000")]
    [InlineData("who?")]
    [InlineData("")]
    public async Task An_unknown_lead_is_a_404_that_does_not_repeat_the_address(string lead)
    {
        var (status, body) = await _app.Lead(lead);

        Assert.Equal((404, "LS-LEAD-404"), (status, body.GetProperty("code").GetString()));
        Assert.DoesNotContain("nobody", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_without_a_score_is_shown_with_its_waiting_events()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Capture(Sent.Visits("ann@acme.example", 2));

        var (status, body) = await _app.Lead("ann@acme.example");

        Assert.Equal(200, status);
        Assert.Equal(2, body.GetProperty("pending").GetInt32());
        Assert.Equal("ann@acme.example", body.GetProperty("email").GetString());
        Assert.Equal(0, body.GetProperty("models").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("firstSeenAt").ValueKind);
    }

    [Fact]
    public async Task Events_that_wait_are_counted_beside_the_figures()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing("ann@acme.example"));
        Assert.False((await _app.Lead("ann@acme.example")).Body.TryGetProperty("pending", out _));

        await _app.Capture(Sent.Pricing("ann@acme.example"));
        var (_, body) = await _app.Lead("ann@acme.example");

        Assert.Equal(1, body.GetProperty("pending").GetInt32());
        Assert.Equal(12, body.GetProperty("models")[0].GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task A_mail_that_was_sent_is_no_activity_of_the_lead()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing("ann@acme.example", daysAgo: 20), Sent.Pricing("ann@acme.example", daysAgo: 10), Sent.Event("ann@acme.example", "email.sent", daysAgo: 1));

        var (_, body) = await _app.Lead("ann@acme.example");

        Assert.Equal("2026-02-19T12:00:00Z", body.GetProperty("lastActivityAt").GetString());
    }

    [Fact]
    public async Task The_last_activity_is_never_before_the_first_event()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing("ann@acme.example", daysAgo: 1), Sent.Title("ann@acme.example", "VP Sales"));

        Assert.Equal("2026-02-28T12:00:00Z", (await _app.Lead("ann@acme.example")).Body.GetProperty("lastActivityAt").GetString());
    }

    [Fact]
    public async Task Of_a_model_for_prospects_a_customer_has_the_stage_alone()
    {
        await _app.Publish(CrmModel.Yaml.Replace("title: CRM", "title: CRM\naudience: prospect", StringComparison.Ordinal));
        await _app.Send(Sent.Pricing("ann@acme.example"));
        Assert.Equal(1, (await _app.Lead("ann@acme.example")).Body.GetProperty("models").GetArrayLength());

        await _app.Send(Sent.Event("ann@acme.example", "sales.won"));

        var model = Assert.Single((await _app.Lead("ann@acme.example")).Body.GetProperty("models").EnumerateArray());
        Assert.Equal(
            """{"model":"crm","version":1,"owner":"sales","to":"sales","stage":"customer","because":{"kind":"won","at":"2026-03-01T12:00:00Z","text":"Sales won the deal on 2026-03-01."},"status":"Customer","epoch":0,"until":null,"priority":0}""",
            model.GetRawText());
    }

    [Fact]
    public async Task Figures_are_never_as_of_a_day_before_the_newest_event()
    {
        await _app.Publish(CrmModel.Yaml);
        // Ten minutes ahead of this machine's clock, it is tomorrow already.
        _app.Clock.MoveTo(InMemoryApp.Start.AddHours(12).AddMinutes(-5));
        await _app.Send(Sent.At("ann@acme.example", "page.viewed", _app.Clock.GetUtcNow().AddMinutes(8), ("path", "/pricing")));

        var (status, body) = await _app.Lead("ann@acme.example");

        Assert.Equal(200, status);
        Assert.Equal(12, body.GetProperty("models")[0].GetProperty("score").GetInt32());
        Assert.Equal("2026-03-02", (await _app.Explain("ann@acme.example")).Body.GetProperty("asOf").GetString());
    }

    [Fact]
    public async Task An_unknown_parameter_is_refused() => Assert.Equal(400, (await _app.Lead("ann@acme.example", "?deep=1")).Status);
}
