using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Feedback;

/// <summary>What <c>POST /api/v1/leads/{lead}/feedback</c> takes, answers and refuses. No outcome is ever lost.</summary>
public sealed class FeedbackRequestTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_report_has_the_effect_that_its_answer_describes()
    {
        await Qualify();

        var (status, body) = await _app.Feedback(Ann, """{ "id": "crm-1", "kind": "opportunity", "amount": 48000, "currency": "EUR", "by": "sue" }""");

        Assert.Equal(202, status);
        Assert.Equal(
            $$"""{"id":"crm-1","lead":"{{_app.IdOf(Ann)}}","kind":"opportunity","duplicate":false,"effects":[{"model":"sales","epoch":1,"stage":"opportunity","effect":"moved","detail":"The lead is now at stage 'opportunity'; before it was at 'qualified'."}],"notes":[]}""",
            body.GetRawText());
        await _app.Work();
        var lead = await Lead();
        Assert.Equal(("opportunity", "Opportunity", "sales"), (Text(lead, "stage"), Text(lead, "status"), Text(lead, "owner")));
        var entry = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => Text(entry, "kind") == "event" && Text(entry, "type") == "sales.opportunity");
        Assert.Equal("""{"amount":"48000","by":"sue","currency":"EUR"}""", entry.GetProperty("properties").GetRawText());
    }

    [Fact]
    public async Task The_same_id_counts_once_whether_it_waits_or_is_decided_upon()
    {
        await Qualify();
        const string Report = """{ "id": "crm-1", "kind": "attempted" }""";

        Assert.False((await _app.Feedback(Ann, Report)).Body.GetProperty("duplicate").GetBoolean());
        Assert.True((await _app.Feedback(Ann, Report)).Body.GetProperty("duplicate").GetBoolean());
        await _app.Work();
        var (status, body) = await _app.Feedback(Ann, Report);
        await _app.Work();

        Assert.Equal((202, true, "kept"), (status, body.GetProperty("duplicate").GetBoolean(), Text(body.GetProperty("effects")[0], "effect")));
        Assert.Equal(1, (await Lead()).GetProperty("tried").GetInt32());
    }

    [Fact]
    public async Task Another_report_under_the_same_id_is_refused_and_kept_for_people()
    {
        await Qualify();
        await _app.Feedback(Ann, """{ "id": "crm-1", "kind": "attempted" }""");

        Assert.Equal((409, "LS-EVENT-011"), Refusal(await _app.Feedback(Ann, """{ "id": "crm-1", "kind": "won" }""")));
        await _app.Work();
        Assert.Equal((409, "LS-EVENT-011"), Refusal(await _app.Feedback(Ann, """{ "id": "crm-1", "kind": "lost" }""")));

        Assert.Equal("qualified", Text(await Lead(), "stage"));
        Assert.Equal(2, _app.Tables[TableNames.Rejected].Rows.Count);
    }

    [Fact]
    public async Task Without_ids_two_calls_are_two_attempts_and_a_request_id_makes_them_one()
    {
        await Qualify();

        var (_, first) = await _app.Feedback(Ann, """{ "kind": "attempted" }""");
        Assert.Contains("no id", Assert.Single(first.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.Feedback(Ann, """{ "kind": "attempted" }""");
        for (var delivery = 0; delivery < 2; delivery++)
        {
            Assert.Empty((await _app.Feedback(Ann, """{ "kind": "attempted" }""", ("Idempotency-Key", "\"call-3\""))).Body.GetProperty("notes").EnumerateArray());
            await _app.Feedback(Ann, """{ "kind": "attempted", "occurredAt": "2026-03-01T12:00:30Z" }""");
        }

        await _app.Work();
        Assert.Equal(4, (await Lead()).GetProperty("tried").GetInt32());
    }

    [Theory]
    [InlineData("""{ "kind": "called" }""", "LS-FEEDBACK-002", "accepted, attempted, contacted")]
    [InlineData("""{ "id": "crm-1" }""", "LS-FEEDBACK-001", "accepted, attempted, contacted")]
    [InlineData("""{ "kind": "accepted", "model": "sails" }""", "LS-FEEDBACK-003", "sales")]
    [InlineData("""{ "kind": "accepted", "epoch": "first" }""", "LS-FEEDBACK-004", "whole number")]
    [InlineData("""{ "kind": "accepted", "epoch": 2 }""", "LS-FEEDBACK-004", "its newest is 1")]
    [InlineData("""{ "kind": "won", "amount": "12.000,50" }""", "LS-FEEDBACK-005", "12000.50")]
    [InlineData("""{ "kind": "won", "amount": "twelve thousand" }""", "LS-FEEDBACK-005", "12000.50")]
    [InlineData("""{ "kind": "won", "amount": -1 }""", "LS-FEEDBACK-005", "12000.50")]
    [InlineData("""{ "kind": "accepted", "occurredAt": "yesterday" }""", "LS-EVENT-006", "ISO 8601")]
    [InlineData("""{ "kind": "accepted", "kind": "lost" }""", "LS-EVENT-008", "once")]
    [InlineData("""[ { "kind": "accepted" } ]""", "LS-EVENT-007", "one object")]
    [InlineData("""{ "kind": """, "LS-EVENT-014", "line 1")]
    public async Task An_unusable_report_is_refused_with_what_is_allowed_and_kept(string report, string code, string allowed)
    {
        await Qualify();

        var (status, body) = await _app.Feedback(Ann, report);

        Assert.Equal((400, code), (status, Text(body, "code")));
        Assert.Contains(allowed, Text(body, "detail") + Text(body, "fix"), StringComparison.Ordinal);
        var kept = Assert.Single(_app.Tables[TableNames.Rejected].Rows);
        Assert.Equal(report, System.Text.Encoding.UTF8.GetString(kept.GetBytes("d")!));
        Assert.Equal((code, _app.IdOf(Ann)), (kept.GetString("code"), kept.GetString("lead")));
    }

    [Theory]
    [InlineData("12000")]
    [InlineData("\"12000.50\"")]
    [InlineData("0")]
    [InlineData("null")]
    public async Task Plain_amounts_are_accepted_as_number_or_text(string amount)
    {
        await Qualify();

        Assert.Equal(202, (await _app.Feedback(Ann, $$"""{ "id": "1", "kind": "won", "amount": {{amount}} }""")).Status);
    }

    [Fact]
    public async Task All_errors_of_a_report_are_named_at_once()
    {
        await Qualify();

        var (_, body) = await _app.Feedback(Ann, """{ "kind": "called", "model": "sails", "amount": "much", "occurredAt": "soon" }""");

        Assert.Equal(["/kind", "/model", "/amount", "/occurredAt"], body.GetProperty("errors").EnumerateArray().Select(static fault => Text(fault, "pointer")));
    }

    [Theory]
    [InlineData("nobody@acme.example")]
    [InlineData("00000000000000000000000000")]
    [InlineData("who?")]
    public async Task An_unknown_lead_is_a_404_and_the_outcome_is_kept(string lead)
    {
        await Qualify();

        Assert.Equal((404, "LS-LEAD-404"), Refusal(await _app.Feedback(lead, """{ "kind": "won", "amount": 12000 }""")));

        Assert.Single(_app.Tables[TableNames.Rejected].Rows);
    }

    [Theory]
    [InlineData("""{ "id": "1", "kind": "lost", "reason": "weather" }""", "reports group only by these")]
    [InlineData("""{ "id": "1", "kind": "unqualified" }""", "No reason is given")]
    public async Task An_unknown_reason_is_kept_and_explained(string report, string note)
    {
        await Qualify();

        var (status, body) = await _app.Feedback(Ann, report);

        Assert.Equal(202, status);
        Assert.Contains(note, Assert.Single(body.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_about_a_hand_off_that_is_over_is_kept_and_explained()
    {
        await Qualify();
        for (var attempt = 0; attempt < 6; attempt++)
            await _app.Feedback(Ann, $$"""{ "id": "{{attempt}}", "kind": "unreachable" }""");
        await _app.Work();
        Assert.Equal("nurture", Text(await Lead(), "stage"));

        var (status, body) = await _app.Feedback(Ann, """{ "id": "late", "kind": "attempted", "epoch": 1 }""");

        Assert.Equal((202, "kept"), (status, Text(body.GetProperty("effects")[0], "effect")));
        Assert.Contains("Sales does not have the lead", Text(body.GetProperty("effects")[0], "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_takes_waiting_reports_into_account()
    {
        await Qualify();
        for (var attempt = 1; attempt <= 5; attempt++)
            await _app.Feedback(Ann, $$"""{ "id": "{{attempt}}", "kind": "unreachable" }""");

        var (_, body) = await _app.Feedback(Ann, """{ "id": "6", "kind": "unreachable" }""");

        Assert.Equal("Attempt 6 of 6 is counted; the attempts are used up, and marketing gets the lead back.", Text(body.GetProperty("effects")[0], "detail"));
    }

    [Fact]
    public async Task A_report_from_the_future_gets_the_time_of_receipt()
    {
        await Qualify();

        var (_, body) = await _app.Feedback(Ann, """{ "id": "1", "kind": "attempted", "occurredAt": "2027-01-01T00:00:00Z" }""");
        await _app.Work();

        Assert.Contains("future", Assert.Single(body.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-01T12:00:00Z", Text(await Lead(), "respondedAt"));
    }

    [Fact]
    public async Task A_report_may_be_written_as_the_event_that_it_becomes()
    {
        await Qualify();

        await _app.Feedback(Ann, """{ "id": "1", "type": "sales.accepted" }""");
        await _app.Work();
        Assert.Equal("accepted", Text(await Lead(), "stage"));

        await _app.Send($$"""{ "id": "2", "type": "sales.opportunity", "lead": { "email": "{{Ann}}" }, "properties": { "amount": 5 } }""");
        Assert.Equal("opportunity", Text(await Lead(), "stage"));
    }

    [Fact]
    public async Task No_problem_repeats_an_address()
    {
        await Qualify();
        foreach (var report in new[] { """{ "kind": "canary@x.example" }""", """{ "kind": "accepted", "model": "canary@x.example" }""", """{ "kind": "accepted", "epoch": "canary@x.example" }""", """{ "kind": "won", "amount": "canary@x.example" }""" })
            Assert.DoesNotContain("canary", (await _app.Feedback(Ann, report)).Body.GetRawText(), StringComparison.Ordinal);
    }

    private async Task Qualify()
    {
        await _app.Publish(SalesModel.Yaml);
        var title = JsonSerializer.Serialize(new { id = "t", type = "profile.updated", lead = new { email = Ann }, profile = new { jobTitle = "VP", company = "Acme" } });
        await _app.Send([title, .. Sent.Visits(Ann, 2)]);
        Assert.Equal("qualified", Text(await Lead(), "stage"));
    }

    private async Task<JsonElement> Lead() => (await _app.Lead(Ann)).Body.GetProperty("models")[0];

    private static (int, string?) Refusal((int Status, JsonElement Body) answer) => (answer.Status, Text(answer.Body, "code"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
