using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Reports;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Access;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Reports;

/// <summary>GET /api/v1/reports/overview.</summary>
public sealed class OverviewTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();
    private readonly ReportDriver _report;

    public OverviewTests() => _report = new ReportDriver(_app);

    [Fact]
    public async Task An_overview_has_the_shape_that_the_API_promises()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);

        var body = await _report.Report("?from=2026-02-20&to=2026-03-01", ReportNames.Overview);

        var bins = string.Join(',', new int[80]);
        var scores = $"[{bins},1,{string.Join(',', new int[20])}]";
        Assert.Equal(
            $$$"""
            {"report":"overview","model":"sales","version":1,"from":"2026-02-20","to":"2026-03-01","computedAt":"2026-03-01T12:00:00Z","refreshing":false,"today":"2026-03-01","timeZone":"UTC","leads":{"total":1,"scored":1,"new":1,"active":1,"activeDays":45,"unreadable":0},"grades":[{"grade":"A1","leads":0,"to":"sales","route":"hot"},{"grade":"A2","leads":1,"to":"sales","route":"warm"},{"grade":"A3","leads":0},{"grade":"A4","leads":0},{"grade":"B1","leads":0,"to":"inside-sales","route":"sdr"},{"grade":"B2","leads":0},{"grade":"B3","leads":0},{"grade":"B4","leads":0},{"grade":"C1","leads":0},{"grade":"C2","leads":0},{"grade":"C3","leads":0},{"grade":"C4","leads":0},{"grade":"D1","leads":0},{"grade":"D2","leads":0},{"grade":"D3","leads":0},{"grade":"D4","leads":0}],"scores":{"binWidth":1,"leads":{{{scores}}},"routed":{{{scores}}},"sent":{{{scores}}},"crossed":{"days":28,"leads":[0,{{{string.Join(',', Enumerable.Repeat(1, 80))}}},{{{string.Join(',', new int[20])}}}],"unknown":0}},"weeks":[{"from":"2026-02-20","to":"2026-02-22","sales":0,"insideSales":0},{"from":"2026-02-23","to":"2026-03-01","sales":1,"insideSales":0}],"funnel":{"known":1,"active":1,"handedOver":1,"accepted":0,"salesQualified":0,"opportunity":0,"won":0},"overdue":{"leads":0},"serviceLevel":{"total":{"handOffs":1,"agreed":1,"inTime":0,"late":0,"overdue":0,"closed":0,"running":1,"attempts":0,"attemptsPerHandOff":0,"accepted":0,"overdueNow":0,"abandoned":0,"recycled":0,"disqualified":0,"belowThreshold":0,"unchecked":0},"rows":[{"model":"sales","cause":"route","route":"warm","to":"sales","handOffs":1,"agreed":1,"inTime":0,"late":0,"overdue":0,"closed":0,"running":1,"attempts":0,"attemptsPerHandOff":0,"accepted":0,"overdueNow":0,"abandoned":0,"recycled":0,"disqualified":0,"belowThreshold":0,"unchecked":0}]},"tonight":{"day":"2026-03-02","grade":0,"route":0,"leaving":0,"leads":[]}}
            """,
            body.GetRawText());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_figure_is_what_counting_the_leads_one_by_one_gives(int seed)
    {
        await new OverviewStory(_app, seed).Live();
        var (from, to) = (Day.Of(_app.Clock.GetUtcNow()).AddDays(-40), Day.Of(_app.Clock.GetUtcNow()));
        var query = $"?model=sales&from={from}&to={to}";

        var overview = await _report.Report(query, ReportNames.Overview);

        var counted = await OverviewCount.Of(_app, from, to);
        Assert.Equal(counted.Leads, overview.GetProperty("leads").GetRawText());
        Assert.Equal(counted.Scores("leads"), Numbers(overview.GetProperty("scores").GetProperty("leads")));
        Assert.Equal(counted.Scores("routed"), Numbers(overview.GetProperty("scores").GetProperty("routed")));
        Assert.Equal(counted.Scores("sent"), Numbers(overview.GetProperty("scores").GetProperty("sent")));
        Assert.Equal(counted.Scores("crossed"), Numbers(overview.GetProperty("scores").GetProperty("crossed").GetProperty("leads")));
        Assert.Equal(counted.Weeks, overview.GetProperty("weeks").GetRawText());
        Assert.Equal(counted.Funnel, overview.GetProperty("funnel").GetRawText());
        Assert.Equal(counted.Overdue, overview.GetProperty("overdue").GetRawText());
        var serviceLevel = await _report.Report(query);
        Assert.Equal(serviceLevel.GetProperty("total").GetRawText(), overview.GetProperty("serviceLevel").GetProperty("total").GetRawText());
        Assert.Equal(serviceLevel.GetProperty("rows").GetRawText(), overview.GetProperty("serviceLevel").GetProperty("rows").GetRawText());
        Assert.True(overview.GetProperty("funnel").GetProperty("handedOver").GetInt32() > 2 && overview.GetProperty("leads").GetProperty("scored").GetInt32() > 8, overview.GetRawText());
    }

    [Fact]
    public async Task A_cell_of_the_grid_counts_what_the_list_of_its_grade_has()
    {
        await new OverviewStory(_app, 4).Live();

        var overview = await _report.Report("", ReportNames.Overview);

        foreach (var cell in overview.GetProperty("grades").EnumerateArray())
        {
            var list = (await _app.Leads($"?model=sales&grade={cell.GetProperty("grade").GetString()}")).Body;
            Assert.Equal(list.GetProperty("total").GetProperty("leads").GetInt32(), cell.GetProperty("leads").GetInt32());
        }

        Assert.Equal(overview.GetProperty("leads").GetProperty("scored").GetInt32(), overview.GetProperty("grades").EnumerateArray().Sum(static cell => cell.GetProperty("leads").GetInt32()));
        Assert.Equal((await _app.Leads("?model=sales&limit=200")).Body.GetProperty("leads").GetArrayLength(), overview.GetProperty("leads").GetProperty("total").GetInt32());
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task What_changes_tonight_has_changed_in_the_morning()
    {
        await new OverviewStory(_app, 6).Live();
        var (nights, leaving) = (0, 0);
        for (var night = 0; night < 25; night++)
        {
            var tonight = (await _report.Report("", ReportNames.Overview)).GetProperty("tonight");
            var before = await OverviewCount.Places(_app);
            await _app.Nights(1);
            var after = await OverviewCount.Places(_app);
            var changed = before.Where(lead => after.TryGetValue(lead.Key, out var place) && (place.Grade, place.Route) != (lead.Value.Grade, lead.Value.Route)).ToList();
            var recycled = before.Keys.Where(lead => after[lead].Recycled > before[lead].Recycled).ToList();

            Assert.Equal(
                (changed.Count(lead => after[lead.Key].Grade != lead.Value.Grade), changed.Count(lead => after[lead.Key].Route != lead.Value.Route), recycled.Count),
                (tonight.GetProperty("grade").GetInt32(), tonight.GetProperty("route").GetInt32(), tonight.GetProperty("leaving").GetInt32()));
            Assert.Equal(changed.Select(static lead => lead.Key).Union(recycled).Order(StringComparer.Ordinal), tonight.GetProperty("leads").EnumerateArray().Select(static lead => lead.GetProperty("lead").GetString()!).Order(StringComparer.Ordinal));
            foreach (var lead in tonight.GetProperty("leads").EnumerateArray())
            {
                var id = lead.GetProperty("lead").GetString()!;
                Assert.Equal((before[id].Score, after[id].Score), (lead.GetProperty("score").GetProperty("from").GetInt32(), lead.GetProperty("score").GetProperty("to").GetInt32()));
                Assert.Equal((before[id].Route, after[id].Route), (lead.GetProperty("route").GetProperty("from").GetString(), lead.GetProperty("route").GetProperty("to").GetString()));
                Assert.Equal(recycled.Contains(id), lead.GetProperty("leaves").GetBoolean());
            }

            (nights, leaving) = (nights + (changed.Count > 0 ? 1 : 0), leaving + recycled.Count);
        }

        Assert.True(nights > 3 && leaving > 0, $"{nights} nights, {leaving} taken back");
    }

    [Fact]
    public async Task At_most_twenty_leads_of_tonight_are_listed_those_of_a_team_first()
    {
        await _app.Publish(SalesModel.Yaml);
        // In half of a week a 1 becomes a 2; one of them is with sales.
        for (var i = 0; i < 25; i++)
            await _app.Send(Sent.Visits($"lead{i}@acme.example", 3));
        await _report.Qualify(Ann, visits: 3);
        JsonElement tonight;
        for (var night = 0; (tonight = (await _report.Report("", ReportNames.Overview)).GetProperty("tonight")).GetProperty("grade").GetInt32() == 0; night++)
        {
            Assert.True(night < 10);
            await _app.Nights(1);
        }

        Assert.Equal((26, 20), (tonight.GetProperty("grade").GetInt32(), tonight.GetProperty("leads").GetArrayLength()));
        var first = tonight.GetProperty("leads")[0];
        Assert.Equal((_app.IdOf(Ann), "sales", "A1", "A2"), (first.GetProperty("lead").GetString(), first.GetProperty("owner").GetString(), first.GetProperty("grade").GetProperty("from").GetString(), first.GetProperty("grade").GetProperty("to").GetString()));
        Assert.Equal("""{"company":"Acme","jobTitle":"VP Sales"}""", first.GetProperty("profile").GetRawText());

        await _app.Erase(Ann);
        await _app.Work();
        tonight = (await _report.Ask("", ReportNames.Overview)).Body.GetProperty("tonight");
        Assert.Equal((26, 19), (tonight.GetProperty("grade").GetInt32(), tonight.GetProperty("leads").GetArrayLength()));
        Assert.DoesNotContain(_app.IdOf(Ann), tonight.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_masked_for_those_who_may_not_see_who_people_are()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        var report = new ReportDriver(app);
        await app.Publish(SalesModel.Yaml);
        await report.Tell(Ann, ("jobTitle", "VP Sales"), ("company", "Acme"), ("firstName", "Annabel"));
        await report.Visit(Ann, 3);
        while ((await report.Report("", ReportNames.Overview)).GetProperty("tonight").GetProperty("grade").GetInt32() == 0)
            await app.Nights(1);
        var http = new InMemoryHttp(app, asksForKeys: true);

        var masked = await http.Send("GET", "/api/v1/reports/overview", static request => request.Headers["x-api-key"] = TestKeys.Sent["read-masked"]);
        var whole = await http.Send("GET", "/api/v1/reports/overview", static request => request.Headers["x-api-key"] = TestKeys.Sent["read"]);

        Assert.Equal((200, 200), (masked.Status, whole.Status));
        Assert.DoesNotContain("Annabel", masked.Text, StringComparison.Ordinal);
        Assert.Contains("\"company\":\"Acme\"", masked.Text, StringComparison.Ordinal);
        Assert.Contains("Annabel", whole.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_points_add_up_has_wider_bins_and_no_grades()
    {
        await _app.Publish(CampaignModel.Yaml.Replace("minimalPath: [brochure, webinar]", "target: 150", StringComparison.Ordinal));
        await _app.Send([.. Sent.Visits(Ann, 4), .. Sent.Visits("bob@acme.example", 20)]);

        var overview = await _report.Report("", ReportNames.Overview);
        var scores = overview.GetProperty("scores");

        Assert.False(overview.TryGetProperty("grades", out _));
        Assert.Equal((150m, 3), (overview.GetProperty("target").GetDecimal(), scores.GetProperty("binWidth").GetInt32()));
        // 80 is in the bin from 78 to 80; 400 in the open one from 300 on.
        Assert.Equal([26, 100], Numbers(scores.GetProperty("leads")).Index().Where(static bin => bin.Item > 0).Select(static bin => bin.Index));
        Assert.Equal([0, .. Enumerable.Repeat(2, 26), .. Enumerable.Repeat(1, 74)], Numbers(scores.GetProperty("crossed").GetProperty("leads")));
        Assert.All(overview.GetProperty("tonight").GetProperty("leads").EnumerateArray(), static lead => Assert.False(lead.TryGetProperty("grade", out _)));
    }

    [Fact]
    public async Task A_lead_that_was_merged_counts_with_its_hand_offs_only()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _report.Visit("bob@acme.example", 1);
        await _app.Merge(Ann, "bob@acme.example");
        await _app.Work();

        var overview = await _report.Report("", ReportNames.Overview);

        Assert.Equal((1, 1), (overview.GetProperty("leads").GetProperty("total").GetInt32(), overview.GetProperty("funnel").GetProperty("handedOver").GetInt32()));
        Assert.Equal(1, overview.GetProperty("weeks").EnumerateArray().Sum(static week => week.GetProperty("sales").GetInt32()));
    }

    [Fact]
    public async Task A_lead_that_cannot_be_read_is_counted_and_stops_nobody()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing("bob@acme.example"));
        var row = (await _app.Tables.Leads.Find(_app.IdOf(Ann), RowKeys.Model("sales"), default))!;
        row.SetBytes("d", [1, 2, 3]);
        await _app.Tables.Leads.Upsert(row, default);

        var overview = await _report.Report("", ReportNames.Overview);

        Assert.Equal((1, 1), (overview.GetProperty("leads").GetProperty("total").GetInt32(), overview.GetProperty("leads").GetProperty("unreadable").GetInt32()));
    }

    [Fact]
    public async Task Only_leads_that_were_ever_handed_off_have_decisions_and_log_read()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify(Ann);
        await _app.Send(Sent.Pricing("bob@acme.example"));
        await _report.Ask("", ReportNames.Overview);
        var (facts, logs) = (new List<string>(), new List<string>());
        _app.Operations.Before = operation =>
        {
            if (operation is { Place: "Leads", Kind: OperationKind.Read })
            {
                if (operation.Partition.Contains("'fact:'", StringComparison.Ordinal))
                    facts.Add(operation.Partition);
                if (operation.Partition.Contains("'event:'", StringComparison.Ordinal))
                    logs.Add(operation.Partition);
            }

            return Task.CompletedTask;
        };

        await _app.Work();

        Assert.Contains(_app.IdOf(Ann), Assert.Single(facts), StringComparison.Ordinal);
        Assert.Contains(_app.IdOf(Ann), Assert.Single(logs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_must_name_one_of_several_models()
    {
        Assert.Equal((400, "LS-QUERY-003"), await Refusal(""));
        await _app.Publish(SalesModel.Yaml);
        Assert.Equal(202, (await _report.Ask("", ReportNames.Overview)).Status);
        await _app.Publish(CrmModel.Yaml);
        Assert.Equal((400, "LS-QUERY-003"), await Refusal(""));
        Assert.Equal((400, "LS-QUERY-002"), await Refusal("?model=none"));
        Assert.Equal(202, (await _report.Ask("?model=crm", ReportNames.Overview)).Status);

        async Task<(int, string?)> Refusal(string query) => await _report.Ask(query, ReportNames.Overview) is var (status, body, _) ? (status, body.GetProperty("code").GetString()) : default;
    }

    [Fact]
    public async Task There_is_no_spreadsheet_of_it()
    {
        await _app.Publish(SalesModel.Yaml);

        Assert.Equal(404, (await _report.Ask("", ReportNames.Overview + ReportNames.CsvSuffix)).Status);
    }

    private static IEnumerable<int> Numbers(JsonElement bins) => bins.EnumerateArray().Select(static bin => bin.GetInt32());
}
