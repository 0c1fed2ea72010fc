using System.Text.Json;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Reports;

/// <summary>Was any lead handed off below what was agreed? The log answers.</summary>
public sealed class AuditTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();
    private readonly ReportDriver _report;

    public AuditTests() => _report = new ReportDriver(_app);

    [Fact]
    public async Task Every_way_to_sales_is_proven()
    {
        await EveryWay();

        var body = await _report.Report();

        AssertHealthy(body, 6);
        Assert.Equal(
            ["route sdr inside-sales", "route hot sales", "route warm sales", "fast-track contact-us sales", "persona partner inside-sales", "persona perfect sales"],
            body.GetProperty("rows").EnumerateArray().Select(static row => $"{row.GetProperty("cause")} {row.GetProperty("route")} {row.GetProperty("to")}").OrderBy(static row => row.Split(' ')[0] switch { "route" => 0, "fast-track" => 1, _ => 2 }).ThenByDescending(static row => row.EndsWith("inside-sales", StringComparison.Ordinal)).ThenBy(static row => row, StringComparer.Ordinal));
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task A_long_history_of_everything_is_proven()
    {
        await _app.Publish(History.Model);
        await History.Live(_app, days: 120, leads: 20, events: 2500, seed: 11);

        var body = await _report.Report("?from=2026-02-01");
        var rows = body.GetProperty("rows").EnumerateArray().Select(static row => $"{row.GetProperty("cause")} {row.GetProperty("route")}").ToList();

        Assert.Empty(new[] { "route hot", "route warm", "route sdr", "fast-track contact-us", "persona partner" }.Except(rows, StringComparer.Ordinal));
        AssertHealthy(body, body.GetProperty("total").GetProperty("handOffs").GetInt32());
    }

    [Fact]
    public async Task A_hand_off_that_nobody_decided_is_found()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Tell(Ann, ("jobTitle", "Intern"), ("company", "Acme"));
        await _report.Visit(Ann, 1);
        await _report.Forge(Ann, new Decision.Qualified(1, EpochCause.Route, "hot", Destination.Sales, _app.Clock.GetUtcNow().AddDays(2), 6, null), seq: 2);

        var audit = (await _report.Report()).GetProperty("audit");

        Assert.Equal((0, 1), (audit.GetProperty("proven").GetInt32(), audit.GetProperty("belowThreshold").GetInt32()));
        Assert.Equal(
            $$"""
            {"lead":"{{_app.IdOf(Ann)}}","fact":900,"type":"lead.qualified","model":"sales","version":1,"at":"2026-03-01T12:00:00Z","asOf":"2026-03-01","seq":2,"claimed":{"cause":"route","route":"hot","to":"sales"},"found":"By the log the route is early, which goes to nurture, with grade D3 and score 15."}
            """,
            Assert.Single(audit.GetProperty("failures").EnumerateArray()).GetRawText());
    }

    [Fact]
    public async Task A_hand_off_with_forged_snapshot_and_state_is_found()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Visit(Ann, 1);
        var read = await _app.Get<LeadStore>().Find(_app.IdOf(Ann), default);
        var life = new Lifecycle { Stage = Stage.Qualified, Epoch = 1, Route = "hot", To = Destination.Sales };
        await _app.Tables.Leads.Upsert(LeadRows.State(read!.LeadId, read.State! with { Lifecycles = read.State.Lifecycles.SetItem("sales", life), Facts = 900 }), default);
        await _app.Tables.Leads.Upsert(LeadRows.Model(read.LeadId, "sales", read.Models["sales"] with { Snapshot = read.Models["sales"].Snapshot! with { Route = "hot", Grade = "A1", Score = 100 } }), default);
        await _report.Forge(Ann, new Decision.Qualified(1, EpochCause.Route, "hot", Destination.Sales, null, null, null));

        Assert.Equal(1, (await _report.Report()).GetProperty("audit").GetProperty("belowThreshold").GetInt32());
    }

    [Fact]
    public async Task Later_events_do_not_make_a_hand_off_wrong()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        _app.Clock.Advance(TimeSpan.FromDays(3));
        // Learnt today: she had been an intern for an hour when she was handed off.
        await _app.Send(ReportDriver.Told(Ann, InMemoryApp.Start.AddMinutes(-1), ("jobTitle", "Intern")), ReportDriver.Told(Ann, InMemoryApp.Start.AddHours(1), ("jobTitle", "Intern")));

        AssertHealthy(await _report.Report(), 1);
    }

    [Fact]
    public async Task A_later_version_of_the_model_does_not_make_a_hand_off_wrong()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _app.Publish(SalesModel.With("1: 75, 2: 50", "1: 99, 2: 98"));

        AssertHealthy(await _report.Report(), 1);
    }

    [Fact]
    public async Task A_hand_off_under_one_version_is_not_proven_by_another()
    {
        await _app.Publish(SalesModel.With("1: 75, 2: 50", "1: 99, 2: 98"));
        await _report.Qualify(Ann);
        await _app.Publish(SalesModel.Yaml);
        await _report.Forge(Ann, new Decision.Qualified(1, EpochCause.Route, "warm", Destination.Sales, null, null, null), seq: 3, version: 1);

        Assert.Equal(1, (await _report.Report()).GetProperty("audit").GetProperty("belowThreshold").GetInt32());
    }

    [Fact]
    public async Task A_decision_that_cannot_be_checked_is_counted_with_its_reason()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _report.Qualify("bob@acme.example");
        var claim = new Decision.Qualified(1, EpochCause.Route, "hot", Destination.Sales, null, null, null);
        await _report.Forge(Ann, claim, noted: false);
        await _report.Forge(Ann, claim, version: 7, number: 901);
        await _report.Forge(Ann, claim, model: "gone", number: 902);
        await Break(Ann, RowKeys.Fact(1));
        await Break("bob@acme.example", _app.Tables["Leads"].Rows.First(row => row.PartitionKey == _app.IdOf("bob@acme.example") && row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal)).RowKey);

        var body = await _report.Report();
        var audit = body.GetProperty("audit");

        Assert.Equal((0, 0), (audit.GetProperty("proven").GetInt32(), audit.GetProperty("belowThreshold").GetInt32()));
        Assert.Equal("""{"not-noted":1,"model-unreadable":2,"decision-unreadable":1,"log-unreadable":1}""", audit.GetProperty("unchecked").GetRawText());
        Assert.Equal((4, 4), (body.GetProperty("total").GetProperty("handOffs").GetInt32(), body.GetProperty("total").GetProperty("unchecked").GetInt32()));
    }

    [Fact]
    public async Task A_fast_track_whose_event_was_never_sent_is_found()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Visit(Ann, 1);
        await _report.Forge(Ann, new Decision.Qualified(1, EpochCause.FastTrack, "contact-us", Destination.Sales, null, null, "0123456789abcdef"));
        await _report.Forge(Ann, new Decision.Upgraded(2, "warm", "hot", Destination.Sales, null, null), number: 901);
        await _report.Forge(Ann, new Decision.Qualified(3, EpochCause.Persona, "perfect", Destination.Sales, null, null, null), number: 902);

        var audit = (await _report.Report()).GetProperty("audit");

        Assert.Equal(3, audit.GetProperty("belowThreshold").GetInt32());
        Assert.Equal([900, 901, 902], audit.GetProperty("failures").EnumerateArray().Select(static failure => failure.GetProperty("fact").GetInt32()));
        Assert.StartsWith("The event", audit.GetProperty("failures")[0].GetProperty("found").GetString(), StringComparison.Ordinal);
    }

    internal static void AssertHealthy(JsonElement body, int handOffs)
    {
        var audit = body.GetProperty("audit");
        Assert.Equal("[]", audit.GetProperty("failures").GetRawText());
        Assert.Equal("{}", audit.GetProperty("unchecked").GetRawText());
        Assert.Equal((handOffs, 0, false), (audit.GetProperty("proven").GetInt32(), audit.GetProperty("belowThreshold").GetInt32(), audit.GetProperty("cut").GetBoolean()));
    }

    private async Task EveryWay()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _report.Tell("ivan@acme.example", ("jobTitle", "Sales Manager"), ("company", "Acme"));
        await _report.Visit("ivan@acme.example", 3);
        await _report.Tell("ivan@acme.example", ("jobTitle", "VP Sales"));
        await _app.Send(_report.Happens("bob@acme.example", "form.submitted", ("form", "contact-us")));
        await _app.Send(_report.Happens("pat@acme.example", "event.attended", ("eventKind", "partner-day")));
        await _report.Tell("cro@acme.example", ("jobTitle", "CRO"), ("employees", "900"));
    }

    private async Task Break(string email, string row)
    {
        var found = await _app.Tables.Leads.Find(_app.IdOf(email), row, default);
        found!["d"] = "{ broken"u8.ToArray();
        await _app.Tables.Leads.Upsert(found, default);
    }
}
