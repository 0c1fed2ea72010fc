using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Feedback;

/// <summary>A report that a lead is to be called on a later date: what is taken, what its answer says, and what is refused.</summary>
public sealed class PostponedRequestTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task The_answer_says_until_when_the_lead_is_to_be_called_again()
    {
        await Qualify();

        Assert.Equal(
            ("accepted", "moved", "The lead is now at stage 'accepted'; before it was at 'qualified'. The lead is to be called again by 2026-04-01T23:59:59Z."),
            await Effect("""{ "id": "1", "kind": "postponed", "until": "2026-04-01", "by": "sue" }"""));
        await _app.Work();

        var lead = await Lead();
        Assert.Equal(("accepted", "2026-04-01T23:59:59Z", "2026-03-01T12:00:00Z"), (Text(lead, "stage"), Text(lead, "callAgainBy"), Text(lead, "respondedAt")));
        Assert.Equal("2026-03-08T12:00:00Z", Text(lead, "respondBy"));
        Assert.Contains("Sales is to call again by 2026-04-01.", lead.GetProperty("because").GetProperty("text").GetString(), StringComparison.Ordinal);
        var entry = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => Text(entry, "kind") == "event" && Text(entry, "type") == "sales.postponed");
        Assert.Equal("""{"by":"sue","until":"2026-04-01"}""", entry.GetProperty("properties").GetRawText());
    }

    [Fact]
    public async Task Each_answer_says_what_becomes_of_the_promise()
    {
        await Qualify();
        await Effect("""{ "id": "1", "kind": "postponed", "until": "2026-04-01" }""");
        _app.Clock.Advance(TimeSpan.FromHours(2));

        // Waiting reports count, before anybody worked on them.
        Assert.Equal("The conversation is counted; the response time is met. The lead is to be called again by 2026-04-15T08:00:00Z.", (await Effect("""{ "id": "2", "kind": "postponed", "until": "2026-04-15T10:00:00+02:00" }""")).Detail);
        Assert.Equal(
            "The conversation is counted; the response time is met. The lead is to be called again by 2026-04-15T08:00:00Z, as was said later.",
            (await Effect("""{ "id": "3", "kind": "postponed", "until": "2026-05-01", "occurredAt": "2026-03-01T13:00:00Z" }""")).Detail);
        _app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("Attempt 1 of 6 is counted; the response time is met. The call that was promised by 2026-04-15T08:00:00Z is settled.", (await Effect("""{ "id": "4", "kind": "attempted" }""")).Detail);
        Assert.Equal(
            "The conversation is counted; the response time is met. No call is promised by it, since something newer was reported or no hand-off is open.",
            (await Effect("""{ "id": "5", "kind": "postponed", "until": "2026-05-01", "occurredAt": "2026-03-01T13:30:00Z" }""")).Detail);
        Assert.Equal("Attempt 2 of 6 is counted; the response time is met.", (await Effect("""{ "id": "6", "kind": "attempted" }""")).Detail);
    }

    [Fact]
    public async Task Where_sales_does_not_have_the_lead_the_report_is_kept_and_nothing_is_promised()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send(Sent.Pricing(Ann));

        Assert.Equal(
            ("nurture", "kept", "Sales does not have the lead under this model (stage 'nurture'), so there is no hand-off in which a call could be promised; the report is kept in its timeline."),
            await Effect("""{ "id": "1", "kind": "postponed", "until": "2026-04-01" }"""));
        await _app.Work();

        Assert.Equal((null, "nurture"), (Text(await Lead(), "callAgainBy"), Text(await Lead(), "stage")));
    }

    [Theory]
    [InlineData("""{ "kind": "postponed" }""", "LS-FEEDBACK-006", "2027-03-01")]
    [InlineData("""{ "kind": "postponed", "until": null }""", "LS-FEEDBACK-006", "2027-03-01")]
    [InlineData("""{ "kind": "postponed", "until": "" }""", "LS-FEEDBACK-006", "2027-03-01")]
    [InlineData("""{ "kind": "postponed", "until": "next month" }""", "LS-FEEDBACK-006", "'next month' is neither a day nor a time")]
    [InlineData("""{ "kind": "postponed", "until": "2026-02-30" }""", "LS-FEEDBACK-006", "ISO 8601")]
    [InlineData("""{ "kind": "postponed", "until": 20270301 }""", "LS-FEEDBACK-006", "2027-03-01")]
    [InlineData("""{ "kind": "postponed", "until": "2026-02-28" }""", "LS-FEEDBACK-007", "is not after the time of the report, 2026-03-01T12:00:00Z")]
    [InlineData("""{ "kind": "postponed", "until": "2026-03-01T12:00:00Z" }""", "LS-FEEDBACK-007", "is not after the time of the report")]
    [InlineData("""{ "kind": "postponed", "until": "2028-03-02" }""", "LS-FEEDBACK-007", "more than two years after the time of the report")]
    [InlineData("""{ "kind": "postponed", "until": "2028-03-01T12:00:01Z" }""", "LS-FEEDBACK-007", "at most two years later")]
    [InlineData("""{ "kind": "postponed", "until": "2026-03-15", "occurredAt": "2024-03-01T12:00:00Z" }""", "LS-FEEDBACK-007", "2024-03-01T12:00:00Z")]
    public async Task A_time_that_cannot_be_meant_is_refused_at_its_place_and_kept(string report, string code, string said)
    {
        await Qualify();

        var (status, body) = await _app.Feedback(Ann, report);

        Assert.Equal((400, code), (status, Text(body, "code")));
        Assert.Equal("/until", Text(Assert.Single(body.GetProperty("errors").EnumerateArray()), "pointer"));
        Assert.Contains(said, Text(body, "detail") + Text(body, "fix"), StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(_app.Tables[TableNames.Rejected].Rows).GetString("code"));
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T12:00:01Z")]
    [InlineData("2028-03-01")]
    [InlineData("2028-03-01T12:00:00Z")]
    public async Task Times_up_to_the_bounds_are_taken(string until)
    {
        await Qualify();

        Assert.Contains("is to be called again by", (await Effect($$"""{ "id": "1", "kind": "postponed", "until": "{{until}}" }""")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_kinds_may_say_until_what_they_like()
    {
        await Qualify();

        Assert.Equal("counted", (await Effect("""{ "id": "1", "kind": "attempted", "until": "next month" }""")).Effect);
    }

    [Fact]
    public async Task A_day_ends_in_the_zone_of_the_model_that_is_named_or_of_any()
    {
        // In the evening of the first in Los Angeles, where a day is not over that is over in Greenwich.
        _app.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));
        await _app.Publish(SalesModel.Yaml);
        await _app.Publish(SalesModel.With("model: sales", "model: west").Replace("title: Sales", "title: West\ntimeZone: America/Los_Angeles", StringComparison.Ordinal));
        await _app.Send([Title(), .. Sent.Visits(Ann, 2)]);

        Assert.Equal(400, (await _app.Feedback(Ann, """{ "id": "1", "kind": "postponed", "until": "2026-03-01", "model": "sales" }""")).Status);
        var (status, body) = await _app.Feedback(Ann, """{ "id": "2", "kind": "postponed", "until": "2026-03-01" }""");

        Assert.Equal(202, status);
        Assert.EndsWith("Under this model that time is over, so no call is promised.", Text(body.GetProperty("effects")[0], "detail"), StringComparison.Ordinal);
        Assert.Contains("is to be called again by 2026-03-02T07:59:59Z", Text(body.GetProperty("effects")[1], "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_that_is_not_kept_is_told_and_shown_as_overdue()
    {
        await Qualify();
        await Effect("""{ "id": "1", "kind": "postponed", "until": "2026-03-20" }""");
        await _app.Work();
        _app.Clock.MoveTo(new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.Zero));
        await _app.Get<DeadlineHandler>().Run(default);
        await _app.Work();

        var lead = await Lead();
        Assert.True(lead.GetProperty("overdue").GetBoolean());
        Assert.Contains("A call was promised for 2026-03-20, and none was reported.", lead.GetProperty("because").GetProperty("text").GetString(), StringComparison.Ordinal);
        var entry = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => Text(entry, "type") == "lead.overdue");
        Assert.Equal(("warm", "2026-03-20T23:59:59Z", "2026-03-20T23:59:59Z"), (Text(entry, "route"), Text(entry, "respondBy"), Text(entry, "callAgainBy")));
        var message = Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.overdue");
        Assert.Equal("A call was promised for 2026-03-20, and none was reported.", Text(message.Body.GetProperty("data"), "text"));
    }

    [Fact]
    public async Task A_hand_off_that_nobody_answered_is_overdue_without_a_promise()
    {
        await Qualify();
        _app.Clock.Advance(TimeSpan.FromDays(7.1));
        await _app.Get<DeadlineHandler>().Run(default);
        await _app.Work();

        var data = Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.overdue").Body.GetProperty("data");
        Assert.Equal((null, "Nobody tried to reach the lead by 2026-03-08 12:00 UTC."), (Text(data, "callAgainBy"), Text(data, "text")));
        var entry = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => Text(entry, "type") == "lead.overdue");
        Assert.Null(Text(entry, "callAgainBy"));
    }

    [Fact]
    public async Task Of_a_lead_that_sales_took_up_by_itself_the_message_names_no_route()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send(Sent.Pricing(Ann));
        await _app.Feedback(Ann, """{ "id": "1", "kind": "accepted" }""");
        await _app.Feedback(Ann, """{ "id": "2", "kind": "postponed", "until": "2026-03-10" }""");
        await _app.Work();
        _app.Clock.Advance(TimeSpan.FromDays(10));
        await _app.Get<DeadlineHandler>().Run(default);
        await _app.Work();

        var data = Assert.Single(_app.Topic.Delivered, static message => message.Subject == "lead.overdue").Body.GetProperty("data");
        Assert.Equal((0, null, "sales"), (data.GetProperty("epoch").GetInt32(), Text(data, "route"), Text(data, "to")));
    }

    // What was stored before anybody could promise a call has none, and is stored as it was while nobody does.
    [Fact]
    public async Task A_state_has_the_older_form_until_sales_reports_of_a_call()
    {
        await Qualify();
        Assert.Equal((2, false), await Stored());
        await _app.Feedback(Ann, """{ "id": "1", "kind": "accepted" }""");
        await _app.Work();
        Assert.Equal((2, false), await Stored());

        await _app.Feedback(Ann, """{ "id": "2", "kind": "postponed", "until": "2026-04-01" }""");
        await _app.Work();
        Assert.Equal((LeadState.CurrentSchema, true), await Stored());
    }

    private async Task<(int Schema, bool Promises)> Stored()
    {
        var row = (await _app.Tables.Leads.Find(_app.IdOf(Ann), RowKeys.Lead, default))!;
        using var json = JsonDocument.Parse(row.GetBytes("d")!);
        var disposition = json.RootElement.GetProperty("lifecycles").GetProperty("sales").GetProperty("disposition");
        Assert.False(disposition.TryGetProperty("callAgain", out _));
        Assert.False(disposition.TryGetProperty("triedAt", out _));
        return (json.RootElement.GetProperty("schema").GetInt32(), disposition.TryGetProperty("postponed", out _));
    }

    private async Task Qualify()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([Title(), .. Sent.Visits(Ann, 2)]);
        Assert.Equal("qualified", Text(await Lead(), "stage"));
    }

    private string Title() => Sent.With(Sent.At(Ann, "profile.updated", _app.Clock.GetUtcNow()), "profile", new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = "VP", ["company"] = "Acme" });

    private async Task<(string? Stage, string? Effect, string? Detail)> Effect(string report)
    {
        var (status, body) = await _app.Feedback(Ann, report);
        Assert.True(status == 202, body.ToString());
        var effect = Assert.Single(body.GetProperty("effects").EnumerateArray());
        return (Text(effect, "stage"), Text(effect, "effect"), Text(effect, "detail"));
    }

    private async Task<JsonElement> Lead() => (await _app.Lead(Ann)).Body.GetProperty("models")[0];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
