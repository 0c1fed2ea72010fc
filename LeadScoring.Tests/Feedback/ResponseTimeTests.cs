using System.Text.Json;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Feedback;

/// <summary>What the answer to a report says about the response time is true of its clock.</summary>
public sealed class ResponseTimeTests
{
    private const string Ann = "ann@acme.example";
    private const string Due = "2026-03-01T16:00:00Z";

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData(0, "the response time is met")]
    [InlineData(60, "the response time is met")]
    [InlineData(4 * 60, "the response time is met")]
    [InlineData(4 * 60 + 1, $"the first response came 1 minute late, since it was due by {Due}")]
    [InlineData(4 * 60 + 59, $"the first response came 59 minutes late, since it was due by {Due}")]
    [InlineData(5 * 60, $"the first response came 1 hour late, since it was due by {Due}")]
    [InlineData(27 * 60, $"the first response came 23 hours late, since it was due by {Due}")]
    [InlineData(28 * 60, $"the first response came 1 day late, since it was due by {Due}")]
    [InlineData(9 * 24 * 60 + 300, $"the first response came 9 days late, since it was due by {Due}")]
    public async Task A_report_is_in_time_or_late_by_the_agreed_time(int minutes, string response)
    {
        await HandOff();
        _app.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal($"Attempt 1 of 3 is counted; {response}.", await Detail("""{ "kind": "attempted" }"""));
        Assert.Equal($"The conversation is counted; {response}.", await Detail("""{ "kind": "contacted" }"""));
    }

    [Fact]
    public async Task A_second_late_is_late()
    {
        await HandOff();
        _app.Clock.Advance(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(1));

        Assert.Equal($"Attempt 1 of 3 is counted; the first response came less than a minute late, since it was due by {Due}.", await Detail("""{ "kind": "attempted" }"""));
    }

    [Fact]
    public async Task The_first_response_decides_however_late_it_is_reported()
    {
        await HandOff();
        _app.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Contains("late", await Detail("""{ "kind": "attempted" }"""), StringComparison.Ordinal);
        await _app.Work();

        Assert.Equal("Attempt 2 of 3 is counted; the response time is met.", await Detail("""{ "kind": "attempted", "occurredAt": "2026-03-01T13:00:00Z" }"""));
        await _app.Work();
        // Without ids two reports of one instant are one.
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "Attempt 3 of 3 is counted; the attempts are used up, and marketing gets the lead back.", await Detail("""{ "kind": "attempted" }"""));
    }

    [Fact]
    public async Task Without_an_agreed_time_none_is_met()
    {
        await _app.Publish(SalesModel.With("to: sales, respondWithin: 4h, attempts: 3 }", "to: sales }"));
        await Ask();

        Assert.Equal("Attempt 1 is counted; no response time is agreed.", await Detail("""{ "kind": "attempted" }"""));
        Assert.Equal("The conversation is counted; no response time is agreed.", await Detail("""{ "kind": "contacted" }"""));
    }

    [Theory]
    [InlineData("attempted", "Attempt 1 of 3 is counted")]
    [InlineData("contacted", "The conversation is counted")]
    public async Task A_call_that_is_told_after_the_verdict_is_measured_by_its_own_time(string kind, string counted)
    {
        await HandOff();
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.Feedback(Ann, """{ "kind": "lost", "reason": "price" }""");
        await _app.Work();

        Assert.Equal($"{counted}; the response time is met.", await Detail($$"""{ "kind": "{{kind}}", "occurredAt": "2026-03-01T15:00:00Z" }"""));
    }

    private async Task HandOff()
    {
        await _app.Publish(SalesModel.Yaml);
        await Ask();
    }

    private Task Ask() => _app.Send(Sent.Title(Ann, "VP"), Sent.Event(Ann, "form.submitted", 0, ("form", "contact-us")));

    private async Task<string?> Detail(string report)
    {
        var (status, body) = await _app.Feedback(Ann, report);
        Assert.True(status == 202, body.ToString());
        return body.GetProperty("effects") is { } effects ? effects.EnumerateArray().Single().GetProperty("detail").GetString() : null;
    }
}
