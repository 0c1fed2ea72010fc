using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Hygiene;

/// <summary>What a machine seems to have made counts for nothing, is shown as such, and counts when somebody says so.</summary>
public sealed class SuspectedEventsTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_scanner_makes_no_lead_hot_until_somebody_lets_its_clicks_count()
    {
        await Prepare();
        await _app.Send(Scan(3));
        Assert.Equal(("nurture", 0), (await Route(), await Shown("engagement")));
        Assert.Empty(Told("lead.qualified"));
        var clicks = (await Entries("email.clicked")).ToList();
        Assert.All(clicks, static click => Assert.Equal(["many-links"], Suspected(click)));

        foreach (var click in clicks)
        {
            var (status, body) = await _app.Count(Ann, Text(click, "key"), """{ "counts": true }""");
            Assert.Equal((202, true), (status, body.GetProperty("counts").GetBoolean()));
            _app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await _app.Work();

        Assert.Equal(("hot", 60), (await Route(), await Shown("engagement")));
        Assert.Single(Told("lead.qualified"));
        Assert.All(await Entries("email.clicked"), static click => Assert.True(click.GetProperty("countedAnyway").GetBoolean() && Suspected(click).Count == 1));
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_later_count_request_overrules_an_earlier_one()
    {
        await Prepare();
        await _app.Send(Scan(3));
        var key = Text((await Entries("email.clicked")).First(), "key");
        await Say(key, "true");
        Assert.Equal(20, await Shown("engagement"));

        await Say(key, "false");

        Assert.Equal(0, await Shown("engagement"));
        Assert.DoesNotContain(await Entries("email.clicked"), static click => click.TryGetProperty("countedAnyway", out _));
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_pattern_that_is_recognised_later_also_removes_its_earlier_clicks()
    {
        await Prepare();
        await _app.Send(Sent.Pricing(Ann));
        var scan = Scan(4);
        // Two and a visit make her hot.
        await _app.Send(scan[..2]);
        Assert.Equal("hot", await Route());

        await _app.Send(scan[2..]);

        Assert.Equal(("nurture", 20), (await Route(), await Shown("engagement")));
        Assert.Single(Told("lead.qualified"));
        Assert.Single(Told("lead.recycled"));
        Assert.All(await Entries("email.clicked"), static click => Assert.NotEmpty(Suspected(click)));
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_suspected_event_publishes_nothing_and_is_not_activity()
    {
        await Prepare();
        await _app.Send(Sent.Pricing(Ann, daysAgo: 3));

        await _app.Send(Sent.At(Ann, "email.clicked", InMemoryApp.Start, ("url", "https://acme.example/offer"), ("useragent", "python-requests/2.31.0")));

        Assert.Empty(Told("lead.qualified"));
        var lead = (await _app.Lead(Ann)).Body;
        Assert.Equal("2026-02-26T12:00:00Z", lead.GetProperty("lastActivityAt").GetString());
        var state = await State();
        Assert.DoesNotContain(state.Recent, static activity => activity.Type == "email.clicked");
        Assert.Equal(1, state.Suspected);
        // From a person the same click is a hand-off.
        await _app.Send(Sent.At(Ann, "email.clicked", InMemoryApp.Start, ("url", "https://acme.example/offer"), ("useragent", "Mozilla/5.0")));
        Assert.Single(Told("lead.qualified"));
    }

    [Fact]
    public async Task A_suspected_event_does_not_change_the_profile()
    {
        await _app.Publish(ClickModel.Yaml);
        var click = System.Text.Json.Nodes.JsonNode.Parse(Sent.At(Ann, "email.clicked", InMemoryApp.Start, ("machineOpen", "true")))!;
        click["profile"] = new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = "VP" };

        await _app.Send(click.ToJsonString());

        Assert.True((await State()).Profile["jobTitle"].IsMissing);
        Assert.Equal(0, await Shown("fit"));
    }

    [Fact]
    public async Task An_explanation_of_a_day_leaves_out_what_was_suspected_on_that_day()
    {
        await Prepare();
        var night = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero);
        await _app.Send([.. Enumerable.Range(0, 3).Select(i => Sent.At(Ann, "email.clicked", night.AddSeconds(i), ("url", $"https://a.example/{i}")))]);

        Assert.Equal(20, await Shown("engagement", "?asOf=2026-02-28"));
        Assert.Equal(0, await Shown("engagement", "?asOf=2026-03-01"));
        Assert.Equal(0, await Shown("engagement"));
        // Another version has no signals here: all of the log is folded.
        await _app.Publish(ClickModel.Yaml);
        Assert.Equal(0, await Shown("engagement", "?version=2"));
    }

    [Fact]
    public async Task A_hand_off_is_proven_by_the_events_known_at_its_time()
    {
        await Prepare();
        await _app.Send(Sent.Pricing(Ann));
        var scan = Scan(3);
        await _app.Send(scan[..2]);
        await _app.Send(scan[2..]);
        Assert.Single(Told("lead.recycled"));

        var audit = (await new Reports.ReportDriver(_app).Report()).GetProperty("audit");

        Assert.Equal((1, 0), (audit.GetProperty("proven").GetInt32(), audit.GetProperty("belowThreshold").GetInt32()));
    }

    [Fact]
    public async Task A_hand_off_by_clicks_that_were_already_suspected_is_found()
    {
        await Prepare();
        await _app.Send(Scan(3));
        var report = new Reports.ReportDriver(_app);
        await report.Forge(Ann, new Domain.Decisions.Decision.Qualified(1, Domain.Decisions.EpochCause.Route, "hot", Domain.Models.Destination.Sales, null, null, null), model: "crm", seq: 4);

        Assert.Equal(1, (await report.Report()).GetProperty("audit").GetProperty("belowThreshold").GetInt32());
    }

    [Fact]
    public async Task A_click_costs_no_more_operations_than_a_visit()
    {
        const string Bob = "bob@acme.example";
        await _app.Publish(ClickModel.Yaml);
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing(Bob));

        var visit = await Cost(Sent.Pricing(Bob));
        Assert.Equal(visit, await Cost(Sent.At(Ann, "email.clicked", InMemoryApp.Start.AddMinutes(-30), ("message", "m"), ("url", "https://a.example/1"))));
        // One that is doubted at once costs no more either.
        Assert.InRange(await Cost(Sent.At(Ann, "email.clicked", InMemoryApp.Start.AddMinutes(-10), ("machineOpen", "true"))), 1, visit);

        async Task<int> Cost(string sent)
        {
            _app.Operations.Reset();
            await _app.Send(sent);
            return _app.Operations.Total;
        }
    }

    [Fact]
    public async Task A_new_version_of_the_model_suspects_the_same_events()
    {
        await Prepare();
        await _app.Send(Scan(3));
        await _app.Publish(ClickModel.Yaml.Replace("on: email.clicked, points: 2", "on: email.clicked, points: 3", StringComparison.Ordinal));

        await _app.Send(Sent.Pricing(Ann));

        Assert.Equal(20, await Shown("engagement"));
        Assert.Equal(2, (await Read()).Models["crm"].Version);
        await AsFromTheLog();
    }

    [Fact]
    public async Task A_lead_of_an_older_app_is_checked_at_its_next_event()
    {
        await Prepare();
        await _app.Send(Sent.Pricing(Ann));
        await _app.Send(Scan(3));
        var read = await Read();
        var signals = new Domain.Signals.LeadSignals(ClickModel.Compiled);
        foreach (var e in await Log())
            signals.Apply(e);
        await _app.Tables.Leads.Upsert(LeadRows.State(read.LeadId, read.State! with { Mail = null, Suspected = 0 }), default);
        await _app.Tables.Leads.Upsert(LeadRows.Model(read.LeadId, "crm", read.Models["crm"] with { Signals = signals.ToBytes() }), default);
        Assert.Equal(80, await Shown("engagement"));

        await _app.Send(Sent.At(Ann, "call.logged", InMemoryApp.Start));

        Assert.Equal(20, await Shown("engagement"));
        await AsFromTheLog();
    }

    private async Task Prepare()
    {
        await _app.Publish(ClickModel.Yaml);
        await _app.Send(Sent.Title(Ann, "VP Sales", daysAgo: 10));
    }

    private static string[] Scan(int links) =>
        [.. Enumerable.Range(0, links).Select(static i => Sent.At(Ann, "email.clicked", InMemoryApp.Start.AddMinutes(-5).AddMilliseconds(i * 300), ("message", "m1"), ("url", $"https://acme.example/{i}")))];

    private async Task Say(string key, string counts)
    {
        Assert.Equal(202, (await _app.Count(Ann, key, $$"""{ "counts": {{counts}} }""")).Status);
        await _app.Work();
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task AsFromTheLog() => await LogCheck.Holds(_app, _app.IdOf(Ann), new Dictionary<string, Domain.Models.Compiling.ScoringModel> { ["crm"] = await Compiled() });

    private async Task<Domain.Models.Compiling.ScoringModel> Compiled() =>
        (await _app.Get<Functions.Models.ModelCatalog>().Version("crm", (await Read()).Models["crm"].Version, default)).Model;

    private async Task<List<Domain.Events.LeadEvent>> Log() => [.. (await LogCheck.Log(_app.Tables, _app.IdOf(Ann))).Select(static logged => logged.Captured.Event)];

    private Task<LeadRead> Read() => new LeadStore(_app.Tables).Read(_app.IdOf(Ann), default);

    private async Task<LeadState> State() => (await Read()).State!;

    private async Task<string> Route() => (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("route").GetString()!;

    private async Task<int> Shown(string dimension, string query = "") =>
        (await _app.Explain(Ann, query)).Body.GetProperty("dimensions").GetProperty(dimension).GetProperty("shown").GetInt32();

    private IEnumerable<string> Told(string subject) => _app.Topic.Sent.Select(static message => message.Subject).Where(told => told == subject);

    private async Task<IEnumerable<JsonElement>> Entries(string type) => (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray()
        .Where(entry => Text(entry, "kind") == "event" && Text(entry, "type") == type);

    private static List<string?> Suspected(JsonElement entry) => [.. entry.GetProperty("suspected").EnumerateArray().Select(static reason => reason.GetString())];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
