using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Leads.List;

/// <summary>GET /api/v1/leads?sort=priority.</summary>
public sealed class WorkListTests
{
    private static readonly string Signals = CrmModel.Yaml.Replace("on: page.viewed,", "signal: true, on: page.viewed,", StringComparison.Ordinal);

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task The_lead_to_call_first_comes_first()
    {
        await _app.Publish(Signals);
        await _app.Send(
            // 32 + 27 = 59 (2), A (3), of the last quarter (1), signal too (1): 7.
            [.. Sent.Visits("quiet@acme.example", 5, daysAgo: 35), Sent.Title("quiet@acme.example", "VP Sales", daysAgo: 35),
            // 32 + 12 = 44 (2), A (3), today (3), signal (3): 11.
            .. Sent.Visits("vp@acme.example", 1), Sent.Title("vp@acme.example", "VP Sales"),
            // 36 (2), D (0), today (3), signal (3): 8.
            .. Sent.Visits("fresh@acme.example", 3)]);

        var (status, body) = await _app.Leads("?sort=priority");

        Assert.Equal(200, status);
        Assert.Equal([("vp", 11, 3), ("fresh", 8, 2), ("quiet", 7, 2)], body.GetProperty("leads").EnumerateArray().Select(static lead => (Name(lead), Figure(lead, "priority"), Figure(lead, "flames"))));
        Assert.Equal(["quiet", "vp", "fresh"], Names((await _app.Leads("?sort=score")).Body));
    }

    [Fact]
    public async Task Equal_priorities_are_in_order_of_score_and_then_of_id()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 1), ("b@acme.example", 2), ("c@acme.example", 2), ("d@acme.example", 1));

        var (_, body) = await _app.Leads("?sort=priority");

        Assert.Equal(
            body.GetProperty("leads").EnumerateArray().Select(Place).OrderByDescending(static place => place.Priority).ThenByDescending(static place => place.Score).ThenBy(static place => place.Id, StringComparer.Ordinal),
            body.GetProperty("leads").EnumerateArray().Select(Place));
        Assert.Equal([24, 24, 12, 12], body.GetProperty("leads").EnumerateArray().Select(static lead => Figure(lead, "score")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Pages_together_show_every_lead_once_in_one_order(int limit)
    {
        await _app.Publish(Signals);
        await Mixed(12);
        var whole = Names((await _app.Leads("?sort=priority")).Body).ToList();

        var pages = await Pages($"?sort=priority&limit={limit}");

        Assert.Equal(12, whole.Count);
        Assert.Equal((12 + limit - 1) / limit, pages.Count);
        Assert.Equal(whole, pages.SelectMany(static page => page));
    }

    [Fact]
    public async Task A_lead_under_several_models_is_listed_once_at_its_best_place()
    {
        await _app.Publish(Signals);
        await _app.Publish(CrmModel.Other("erp"));
        await Mixed(9);

        var (_, body) = await _app.Leads("?sort=priority");
        var (_, erp) = await _app.Leads("?sort=priority&model=erp");

        var best = body.GetProperty("leads").EnumerateArray()
            .Select(static lead => lead.GetProperty("models").EnumerateArray().Max(static model => model.GetProperty("priority").GetInt32())).ToList();
        Assert.Equal(9, best.Count);
        Assert.Equal(best.OrderDescending(), best);
        Assert.All(body.GetProperty("leads").EnumerateArray(), static lead => Assert.Equal(2, lead.GetProperty("models").GetArrayLength()));
        Assert.All(erp.GetProperty("leads").EnumerateArray(), static lead => Assert.Equal("erp", lead.GetProperty("models")[0].GetProperty("model").GetString()));
        Assert.Equal(Names(body), (await Pages("?sort=priority&limit=2")).SelectMany(static page => page));
    }

    [Fact]
    public async Task Order_and_filters_are_those_of_today()
    {
        await _app.Publish(Signals);
        await _app.Send([.. Sent.Visits("vp@acme.example", 3), Sent.Title("vp@acme.example", "VP Sales"), .. Sent.Visits("fan@acme.example", 5)]);
        Assert.Equal(12 + (2 * 3), Figure((await _app.Leads("?sort=priority&to=sales")).Body.GetProperty("leads")[0], "priority"));

        // Activity and signals are no longer of this week; 68 points have become 50 or so.
        _app.Clock.Advance(TimeSpan.FromDays(29));

        Assert.Equal([("vp", 9 + (3 * 3)), ("fan", 5)], (await _app.Leads("?sort=priority")).Body.GetProperty("leads").EnumerateArray().Select(static lead => (Name(lead), Figure(lead, "priority"))));
        Assert.Equal(["vp"], Names((await _app.Leads("?sort=priority&minScore=50")).Body));
        // The score has left the route; the decision stands until somebody looks.
        Assert.Equal(["vp"], Names((await _app.Leads("?sort=priority&to=sales")).Body));
        Assert.Empty(Names((await _app.Leads("?sort=priority&to=sales&scoreRoute=hot")).Body));
    }

    [Fact]
    public async Task A_continuation_works_only_with_its_own_order()
    {
        await _app.Publish(Signals);
        await Mixed(5);
        var work = (await _app.Leads("?sort=priority&limit=2")).Body.GetProperty("continuation").GetString()!;
        var hottest = (await _app.Leads("?limit=2")).Body.GetProperty("continuation").GetString()!;

        Assert.Equal(200, (await _app.Leads($"?sort=priority&limit=1&continuation={work}")).Status);
        Assert.Equal(400, (await _app.Leads($"?continuation={work}")).Status);
        Assert.Equal(400, (await _app.Leads($"?sort=priority&continuation={hottest}")).Status);
        Assert.Equal(400, (await _app.Leads($"?sort=priority&to=sales&continuation={work}")).Status);
    }

    [Fact]
    public async Task Every_lead_is_read_once_for_two_models()
    {
        await _app.Publish(Signals);
        await _app.Publish(CrmModel.Other("erp"));
        // More than are visited at once, so that worse places are met after the lead is known.
        await Leads([.. Enumerable.Range(0, 200).Select(static i => ($"lead{i}@acme.example", 1 + (i % 5)))]);
        await _app.Leads("?sort=priority");
        _app.Operations.Reset();

        var (_, body) = await _app.Leads("?sort=priority&limit=200");

        Assert.Equal(200, body.GetProperty("leads").GetArrayLength());
        Assert.InRange(_app.Operations.Count("Leads", OperationKind.Read), 200, 400);
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task The_work_list_contains_the_thousand_hottest_leads()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads([.. Enumerable.Range(0, WorkList.MostLeads + 5).Select(static i => ($"lead{i}@acme.example", i < 5 ? 1 : 3))]);

        var pages = await Pages("?sort=priority&limit=200");

        Assert.Equal(WorkList.MostLeads, pages.SelectMany(static page => page).Distinct().Count());
        Assert.Equal([200, 200, 200, 200, 200], pages.Select(static page => page.Count));
        Assert.Empty(pages.SelectMany(static page => page).Intersect(["lead0", "lead1", "lead2", "lead3", "lead4"]));
    }

    [Fact]
    public async Task A_row_from_before_priorities_is_read_without_one()
    {
        await _app.Publish(CrmModel.Yaml);
        await Leads(("a@acme.example", 2));
        var read = await _app.Get<LeadStore>().Read(_app.IdOf("a@acme.example"), default);
        var json = JsonSerializer.SerializeToNode(read.Models["crm"].Snapshot!, StorageJson.Default.ScoreSnapshot)!.AsObject();
        Assert.Equal((4, 1), ((int)json["priority"]!, (int)json["flames"]!));
        json.Remove("priority");
        json.Remove("flames");

        var old = JsonSerializer.Deserialize(json, StorageJson.Default.ScoreSnapshot)!;

        Assert.Equal((0, 0), (old.Priority, old.Flames));
    }

    // Different ages, numbers and titles, so that priorities, scores and equal places are mixed.
    private Task Mixed(int leads) => _app.Send(
        [.. Enumerable.Range(0, leads).SelectMany(static i => (string[])[.. Sent.Visits($"lead{i}@acme.example", 1 + (i / 3 % 4), daysAgo: i % 3 * 20), Sent.Title($"lead{i}@acme.example", i % 4 == 0 ? "VP Sales" : "Clerk", daysAgo: i % 3 * 20)])]);

    private async Task Leads(params (string Email, int Visits)[] leads)
    {
        foreach (var part in leads.Chunk(100))
            await _app.Send([.. part.SelectMany(static lead => Sent.Visits(lead.Email, lead.Visits))]);
    }

    private async Task<List<List<string>>> Pages(string query)
    {
        var pages = new List<List<string>>();
        string? token = null;
        do
        {
            var (status, body) = await _app.Leads(token is null ? query : $"{query}&continuation={token}");
            Assert.True(status == 200, body.ToString());
            pages.Add([.. Names(body)]);
            token = body.GetProperty("continuation").GetString();
            Assert.InRange(pages.Count, 1, 100);
        }
        while (token is not null);
        return pages;
    }

    private static (int Priority, int Score, string Id) Place(JsonElement lead) => (Figure(lead, "priority"), Figure(lead, "score"), lead.GetProperty("id").GetString()!);

    private static int Figure(JsonElement lead, string name) => lead.GetProperty("models")[0].GetProperty(name).GetInt32();

    private static IEnumerable<string> Names(JsonElement page) => page.GetProperty("leads").EnumerateArray().Select(Name);

    private static string Name(JsonElement lead) => lead.GetProperty("email").GetString()!.Split('@')[0];
}
