using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Reports;

namespace LeadScoring.Tests.Leads.List;

/// <summary>Calls that sales promised stand in lists where responses that are due do.</summary>
public sealed class PromisedCallListTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task Promised_calls_and_responses_are_in_one_order_by_their_time()
    {
        await Story();

        // Two days for the hot one; the others by the days that were promised, and last those that wait for nothing.
        Assert.Equal(["soon", "hot", "deal", "later", "answered"], await Names("?owner=sales&sort=respondBy"));
        Assert.Equal(["soon", "hot", "deal", "later"], await Names("?owner=sales&waiting=true&sort=respondBy"));
        Assert.Equal(["answered"], await Names("?owner=sales&waiting=false"));
    }

    [Fact]
    public async Task A_promised_call_is_overdue_when_its_time_has_passed()
    {
        await Story();
        Assert.Empty(await Names("?overdue=true"));

        _app.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(["soon"], await Names("?overdue=true"));
        var report = await new ReportDriver(_app).Report("?from=2026-02-20&to=2026-03-01", Functions.Reports.ReportNames.Overview);
        Assert.Equal("""{"leads":1,"oldest":"2026-03-01T23:59:59Z"}""", report.GetProperty("overdue").GetRawText());
    }

    [Fact]
    public async Task The_index_counts_a_promise_as_work_until_its_last_day()
    {
        await Story();
        var (soon, later) = (await Priority("soon"), await Priority("later"));

        // Alike but for the promise: three in place of one, times its weight.
        Assert.Equal(later + (2 * 3), soon);
    }

    [Fact]
    public async Task The_lead_and_the_file_have_the_time()
    {
        await Story();

        Assert.Equal("2026-04-01T23:59:59Z", Model("later", await Listed("?")).GetProperty("callAgainBy").GetString());
        Assert.False(Model("answered", await Listed("?")).TryGetProperty("callAgainBy", out _));
        var lines = (await _app.Csv()).Split("\r\n");
        Assert.EndsWith(",callAgainBy", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",2026-04-01T23:59:59Z", lines.Single(static line => line.Contains(",later@", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.EndsWith(",", lines.Single(static line => line.Contains(",answered@", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task Story()
    {
        await _app.Publish(SalesModel.Yaml);
        foreach (var name in (string[])["hot", "soon", "later", "deal", "answered"])
            await _app.Send([Sent.With(Sent.Event(Address(name), "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }), .. Sent.Visits(Address(name), 3)]);
        await _app.Feedback(Address("deal"), """{ "id": "0", "kind": "opportunity", "occurredAt": "2026-03-01T12:00:00Z" }""");
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _app.Feedback(Address("soon"), """{ "id": "1", "kind": "postponed", "until": "2026-03-01" }""");
        await _app.Feedback(Address("later"), """{ "id": "2", "kind": "postponed", "until": "2026-04-01" }""");
        await _app.Feedback(Address("deal"), """{ "id": "3", "kind": "postponed", "until": "2026-03-10" }""");
        await _app.Feedback(Address("answered"), """{ "id": "4", "kind": "attempted" }""");
        await _app.Work();
    }

    private async Task<int> Priority(string name) => Model(name, await Listed("?")).GetProperty("priority").GetInt32();

    private async Task<IEnumerable<string>> Names(string query) => (await Listed(query)).Select(static lead => lead.GetProperty("email").GetString()!.Split('@')[0]);

    private async Task<List<JsonElement>> Listed(string query)
    {
        var (status, body) = await _app.Leads(query);
        Assert.True(status == 200, body.ToString());
        return [.. body.GetProperty("leads").EnumerateArray()];
    }

    private static JsonElement Model(string name, List<JsonElement> leads) => leads.Single(lead => lead.GetProperty("email").GetString() == Address(name)).GetProperty("models")[0];

    private static string Address(string name) => name + "@acme.example";
}
