using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Reports;

/// <summary>Are response times kept? From events that were captured to the figures of the report.</summary>
public sealed class ResponseTimeTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();
    private readonly ReportDriver _report;

    public ResponseTimeTests() => _report = new ReportDriver(_app);

    [Fact]
    public async Task A_hand_off_runs_until_its_time_is_over()
    {
        await _app.Publish(SalesModel.Yaml);
        await AskForACall();

        _app.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal("agreed 1 running 1", Shown(await _report.Report()));
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("agreed 1 overdue 1 overdueNow 1", Shown(await _report.Report()));
    }

    [Fact]
    public async Task A_lead_that_goes_quiet_before_its_time_is_over_was_not_missed()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _app.Nights(8);

        Assert.Equal("agreed 1 closed 1 recycled 1", Shown(await _report.Report()));
    }

    [Fact]
    public async Task Reports_that_come_late_and_in_reverse_order_count_by_when_they_happened()
    {
        await _app.Publish(SalesModel.Yaml);
        await AskForACall();
        var start = _app.Clock.GetUtcNow();
        _app.Clock.Advance(TimeSpan.FromDays(2));

        await _app.Send(Sent.At(Ann, "sales.contacted", start.AddHours(8)));
        Assert.Equal("agreed 1 late 1 attempts 1", Shown(await _report.Report("?from=2026-03-01")));
        await _app.Send(Sent.At(Ann, "sales.unreachable", start.AddHours(5)));
        await _app.Send(Sent.At(Ann, "sales.attempted", start.AddHours(3)));
        await _app.Send(Sent.At(Ann, "sales.accepted", start.AddHours(1)));

        var body = await _report.Report();
        var total = body.GetProperty("total");
        Assert.Equal("agreed 1 inTime 1 attempts 3 accepted 1", Shown(body));
        Assert.Equal((100m, 3m, 3m), (total.GetProperty("keptPercent").GetDecimal(), total.GetProperty("attemptsPerHandOff").GetDecimal(), total.GetProperty("medianHours").GetDecimal()));
        AuditTests.AssertHealthy(body, 1);
    }

    [Fact]
    public async Task An_upgrade_has_its_own_response_time()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _report.Visit(Ann, 1);
        _app.Clock.Advance(TimeSpan.FromHours(6));
        await _app.Send(_report.Happens(Ann, "sales.attempted"));

        var rows = (await _report.Report()).GetProperty("rows");

        Assert.Equal(["hot", "warm"], rows.EnumerateArray().Select(static row => row.GetProperty("route").GetString()));
        Assert.Equal("agreed 1 inTime 1 attempts 1", Shown(rows[0]));
        Assert.Equal("agreed 1 closed 1", Shown(rows[1]));
    }

    [Fact]
    public async Task Attempts_that_are_used_up_and_refusals_end_a_hand_off()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _report.Qualify("bob@acme.example");
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await _app.Send([.. Enumerable.Range(0, 6).Select(_ => _report.Happens(Ann, "sales.unreachable")), _report.Happens("bob@acme.example", "sales.unqualified", ("reason", "wrong-fit"))]);

        Assert.Equal("agreed 2 inTime 2 attempts 6 abandoned 1 disqualified 1", Shown(await _report.Report()));
    }

    [Fact]
    public async Task Only_hand_offs_of_the_period_and_the_model_count()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Publish(CrmModel.Yaml);
        await _report.Qualify(Ann, 3);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await _report.Qualify("bob@acme.example", 3);

        Assert.Equal(4, await Count(""));
        Assert.Equal(2, await Count("?model=sales"));
        Assert.Equal(1, await Count("?model=sales&to=2026-03-01"));
        Assert.Equal(0, await Count("?model=sales&from=2026-03-02&to=2026-03-02"));
        Assert.Equal(1, await Count("?model=crm&from=2026-03-03&to=2026-03-03"));

        async Task<int> Count(string query) => (await _report.Report(query)).GetProperty("total").GetProperty("handOffs").GetInt32();
    }

    // Sales has four hours.
    private Task AskForACall() => _app.Send(_report.Happens(Ann, "form.submitted", ("form", "contact-us")));

    // The figures that are not 0.
    private static string Shown(JsonElement body)
    {
        var figures = body.TryGetProperty("total", out var total) ? total : body;
        string[] names = ["agreed", "inTime", "late", "overdue", "closed", "running", "attempts", "accepted", "overdueNow", "abandoned", "recycled", "disqualified", "belowThreshold", "unchecked"];
        return string.Join(' ', names.Where(name => figures.GetProperty(name).GetInt32() != 0).Select(name => $"{name} {figures.GetProperty(name).GetInt32()}"));
    }
}
