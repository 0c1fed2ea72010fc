using System.Text.Json;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Leads.List;

/// <summary>Lists say what was decided, and find whom to call now.</summary>
public sealed class DecidedListTests
{
    private static readonly string[] Reports = ["accepted", "attempted", "unqualified", "won", "opportunity"];

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_list_has_exactly_those_whom_their_newest_message_sent_there(int seed)
    {
        await _app.Publish(SalesModel.Yaml);
        await Lives(new Random(seed), 40);
        var (_, all) = await _app.Leads("?limit=200");
        var decided = all.GetProperty("leads").EnumerateArray().ToDictionary(Id, lead => Newest(Id(lead)));
        Assert.True(decided.Values.Distinct().Count() >= 3);

        foreach (var to in (string[])["sales", "inside-sales", "nurture", "nobody"])
        {
            var expected = decided.Where(lead => lead.Value == to).Select(static lead => lead.Key).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(expected, await Ids($"?to={to}&limit=200"));
            Assert.Equal(expected, (await _app.Csv($"?to={to}")).Split("\r\n").Skip(1).Where(static line => line.Length > 0).Select(static line => line.Split(',')[0]).Order(StringComparer.Ordinal));
        }

        // And so does the lead itself.
        foreach (var (id, to) in decided)
            Assert.Equal(to, Model((await _app.Lead(id)).Body).GetProperty("to").GetString());
        Assert.Equal(await Ids("?to=sales,inside-sales&limit=200"), await Ids("?owner=sales,inside-sales&limit=200"));
        Assert.Equal(decided.Count, all.GetProperty("total").GetProperty("leads").GetInt32());
    }

    [Fact]
    public async Task Whom_to_call_now_begins_with_those_who_asked()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Hot("hot@acme.example"), Sent.Event("asked@acme.example", "form.submitted", 0, ("form", "contact-us")), .. Hot("answered@acme.example"), Sent.Pricing("cold@acme.example")]);
        await _app.Send(Sent.Event("answered@acme.example", "sales.attempted"));

        var (_, body) = await _app.Leads("?owner=sales&waiting=true&sort=priority");

        Assert.Equal(["hot", "asked"], body.GetProperty("leads").EnumerateArray().Select(Name));
        Assert.Equal((2, true), (body.GetProperty("total").GetProperty("leads").GetInt32(), body.GetProperty("total").GetProperty("exact").GetBoolean()));
        // The one that asked has four hours, and the other a day and more.
        Assert.Equal(["asked", "hot", "answered"], (await _app.Leads("?owner=sales&sort=respondBy")).Body.GetProperty("leads").EnumerateArray().Select(Name));
        Assert.True(Model((await _app.Lead("asked@acme.example")).Body).GetProperty("priority").GetInt32() >= 9);
    }

    [Fact]
    public async Task Overdue_finds_responses_and_follow_ups_that_nobody_gave()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Hot("hot@acme.example"), Sent.Event("fair@acme.example", "event.attended", 0, ("eventKind", "tradeshow")), Sent.Pricing("cold@acme.example")]);
        Assert.Empty(await Names("?overdue=true"));

        _app.Clock.Advance(TimeSpan.FromDays(2.5));

        Assert.Equal(["fair", "hot"], await Names("?overdue=true"));
        Assert.Equal(["fair"], await Names("?overdue=true&owner=marketing"));
        Assert.Equal(["cold"], await Names("?overdue=false"));
    }

    [Fact]
    public async Task Filters_take_several_values_times_and_attributes()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send(
            [.. Hot("hot@acme.example"), Sent.Pricing("old@acme.example", daysAgo: 20), Sent.With(Sent.Event("de@acme.example", "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["country"] = "Deutschland", ["industry"] = "Steel" })]);

        Assert.Equal(["hot"], await Names("?since=2026-02-28"));
        Assert.Equal(["hot", "old"], await Names("?since=2026-02-01T00:00:00Z"));
        Assert.Equal(["de"], await Names("?profile.country=AT,de"));
        Assert.Equal(["de"], await Names("?profile.country=Germany"));
        Assert.Empty(await Names("?profile.country=DE&profile.industry=Wood"));
        Assert.Equal(["de", "hot", "old"], await Names("?stage=nurture,qualified"));
        Assert.Equal(["hot"], await Names("?stage=qualified,accepted"));
        Assert.Equal(["hot", "old", "de"], (await _app.Leads("?sort=lastActivity")).Body.GetProperty("leads").EnumerateArray().Select(Name));
    }

    [Fact]
    public async Task A_search_finds_by_name_company_and_address_until_the_person_is_erased()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send(
            Sent.With(Sent.Event("ada@acme.example", "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["lastName"] = "Lovelace", ["company"] = "Analytical Engines" }),
            Sent.With(Sent.Event("bob@acme.example", "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["lastName"] = "Love", ["company"] = "Acme" }));

        Assert.Equal(["ada", "bob"], await Names("?q=love"));
        Assert.Equal(["ada"], await Names("?q=engines%20love"));
        Assert.Equal(["bob"], await Names("?q=bob@acme.example"));
        Assert.Equal(["ada", "bob"], await Names("?q=acme"));
        await _app.Send(Sent.Pricing("eve@acme.example"));
        Assert.Equal(["eve"], await Names("?q=Eve@acme.example"));
        Assert.Empty(await Names("?q=love&owner=sales"));

        await _app.Erase(_app.IdOf("ada@acme.example"));
        await _app.Work();

        Assert.Equal(["bob"], await Names("?q=love"));
        Assert.DoesNotContain(_app.Tables["Board"].Rows, static row => row.RowKey.Contains("lovelace", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leads_that_an_older_app_filed_are_found_and_filed_again()
    {
        await _app.Publish(SalesModel.Yaml);
        await _app.Send([.. Hot("hot@acme.example"), Sent.Pricing("cold@acme.example")]);
        await AsAnOlderAppLeftIt();
        Assert.Equal(["hot"], await Names("?to=sales"));
        Assert.Empty(await Names("?q=hot"));
        Assert.Equal(["cold"], await Names("?q=cold@acme.example"));

        for (var run = 0; run < 3; run++)
        {
            await _app.Get<BoardFiling>().Run(default);
            await _app.Work();
        }

        Assert.True(BoardFormRow.IsDone((await _app.Tables.Reports.Find(BoardFormRow.Partition, BoardFormRow.Current, default))!));
        Assert.Contains(_app.Tables["Board"].Rows, static row => row.PartitionKey == "sales:stage.qualified");
        Assert.Equal(["hot"], await Names("?to=sales"));
        Assert.Equal(["hot"], await Names("?q=hot"));
    }

    // On the shelf of its score's route, and under no word.
    private async Task AsAnOlderAppLeftIt()
    {
        foreach (var row in _app.Tables["Board"].Rows)
            await _app.Tables.Board.Delete(row.PartitionKey, row.RowKey, Azure.ETag.All, default);
        await _app.Tables.Reports.Delete(BoardFormRow.Partition, BoardFormRow.Current, Azure.ETag.All, default);
        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var email in (string[])["hot@acme.example", "cold@acme.example"])
        {
            var place = new BoardPlace(email[0] == 'h' ? "warm" : "early", 50);
            await _app.Get<LeadStore>().Change(_app.IdOf(email), read => new LeadEdit(read.State! with { Terms = null, Board = read.State.Board.SetItem("sales", place) }), default);
            await _app.Tables.Board.Upsert(BoardRows.Entity("sales", place, _app.IdOf(email)), default);
        }
    }

    private async Task Lives(Random random, int leads)
    {
        for (var day = 0; day < 6; day++)
        {
            List<string> events = [];
            for (var i = 0; i < leads; i++)
            {
                var email = $"lead{i}@{(i % 9 == 0 ? "rival" : "acme")}.example";
                events.AddRange(random.Next(10) switch
                {
                    0 => [Today(email, "page.viewed", ("path", "/pricing")), Today(email, "page.viewed", ("path", "/pricing")), Today(email, "page.viewed", ("path", "/pricing"))],
                    1 => [Today(email, "page.viewed", ("path", "/pricing"))],
                    2 => [Today(email, "form.submitted", ("form", random.Next(2) == 0 ? "contact-us" : "call-back"))],
                    3 => [Today(email, "event.attended", ("eventKind", random.Next(2) == 0 ? "partner-day" : "tradeshow"))],
                    4 => [Sent.With(Today(email, "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" })],
                    // Sales reports on what it has.
                    5 or 6 when Newest(_app.IdOf(email)) is "sales" or "inside-sales" => [Today(email, "sales." + Reports[random.Next(Reports.Length)])],
                    _ => day == 0 ? [Today(email, "page.viewed", ("path", "/pricing"))] : [],
                });
            }

            await _app.Send([.. events]);
            _app.Clock.Advance(TimeSpan.FromDays(random.Next(1, 12)));
            await _app.Nights(1);
        }
    }

    // A lead of which nothing was said is marketing's.
    private string Newest(string lead) =>
        _app.Topic.Delivered.LastOrDefault(message => message.SessionId == lead && message.Properties.GetValueOrDefault("model") == "sales")?.Properties["to"] ?? "nurture";

    private string Today(string email, string type, params (string Name, string Value)[] properties) => Sent.At(email, type, _app.Clock.GetUtcNow(), properties);

    private static string[] Hot(string email) =>
    [
        Sent.With(Sent.Event(email, "profile.updated"), "profile", new System.Text.Json.Nodes.JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }), .. Sent.Visits(email, 3),
    ];

    private async Task<IEnumerable<string>> Ids(string query) => (await Listed(query)).Select(Id).Order(StringComparer.Ordinal);

    private async Task<IEnumerable<string>> Names(string query) => (await Listed(query)).Select(Name).Order(StringComparer.Ordinal);

    private async Task<IEnumerable<JsonElement>> Listed(string query)
    {
        var (status, body) = await _app.Leads(query);
        Assert.True(status == 200, body.ToString());
        return body.GetProperty("leads").EnumerateArray();
    }

    private static string Id(JsonElement lead) => lead.GetProperty("id").GetString()!;

    private static string Name(JsonElement lead) => lead.GetProperty("email").GetString()!.Split('@')[0];

    private static JsonElement Model(JsonElement lead) => lead.GetProperty("models")[0];
}
