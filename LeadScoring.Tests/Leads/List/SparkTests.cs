using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Leads.List;

/// <summary>GET /api/v1/leads?spark=14: the scores of the last days beside each lead.</summary>
public sealed class SparkTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_sparkline_is_what_the_list_showed_on_each_of_the_days(int seed)
    {
        var random = new Random(seed);
        string[] names = ["ann@acme.example", "bob@acme.example", "cy@acme.example"];
        var shown = names.ToDictionary(static name => name, static _ => new List<int>(), StringComparer.Ordinal);
        await _app.Publish(SalesModel.Yaml);
        for (var day = 0; day < 45; day++)
        {
            foreach (var name in names.Where(_ => random.Next(6) == 0))
                await _app.Send(EventOf(random, name));
            var scores = (await _app.Leads()).Body.GetProperty("leads").EnumerateArray().ToDictionary(static lead => lead.GetProperty("email").GetString()!, static lead => lead.GetProperty("models")[0].GetProperty("score").GetInt32(), StringComparer.Ordinal);
            foreach (var name in names)
                shown[name].Add(scores.GetValueOrDefault(name));
            // Now and then the nights are missed.
            if (random.Next(4) == 0)
                _app.Clock.Advance(TimeSpan.FromDays(1));
            else
                await _app.Nights(1);
        }

        foreach (var spark in (int[])[2, 14, 30])
        {
            var leads = (await _app.Leads($"?spark={spark}")).Body.GetProperty("leads").EnumerateArray().ToList();
            Assert.Equal(3, leads.Count);
            foreach (var lead in leads)
            {
                var model = lead.GetProperty("models")[0];
                var expected = shown[lead.GetProperty("email").GetString()!].TakeLast(spark - 1).Append(model.GetProperty("score").GetInt32());
                Assert.Equal(expected.Cast<int?>(), SparkOf(model));
            }
        }
    }

    [Fact]
    public async Task An_event_that_comes_late_does_not_change_the_days_gone_by()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Title(Ann, "VP Sales"));
        _app.Clock.Advance(TimeSpan.FromDays(3));

        // It happened three days ago; a curve knows, and what the list showed stays.
        await _app.Send(Sent.Pricing(Ann));

        var model = (await _app.Leads("?spark=5")).Body.GetProperty("leads")[0].GetProperty("models")[0];
        Assert.Equal([0, 32, 32, 32, 43], SparkOf(model));
        var then = (await _app.Curve(Ann)).Body.GetProperty("points").EnumerateArray().Single(static point => point.GetProperty("day").GetString() == "2026-03-01");
        Assert.Equal(44, then.GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task A_day_that_an_older_app_did_not_keep_is_null()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Title(Ann, "VP Sales"));
        _app.Clock.Advance(TimeSpan.FromDays(20));
        await _app.Send(Sent.At(Ann, "page.viewed", _app.Clock.GetUtcNow(), ("path", "/pricing")));
        await ForgetEarlier();

        var model = (await _app.Leads("?spark=12")).Body.GetProperty("leads")[0].GetProperty("models")[0];

        Assert.Equal([null, null, null, null, 32, 32, 32, 32, 32, 32, 32, 44], SparkOf(model));
    }

    [Theory]
    [InlineData("?sort=priority&limit=1&spark=7")]
    [InlineData("?q=ann%40acme.example&spark=7")]
    [InlineData("?limit=1&spark=7")]
    public async Task Every_order_and_page_of_a_list_has_sparklines(string query)
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing("bob@acme.example"));

        var page = (await _app.Leads(query)).Body;
        var next = page.GetProperty("continuation").GetString() is { } token ? (await _app.Leads($"{query.Replace("spark=7", "spark=9", StringComparison.Ordinal)}&continuation={Uri.EscapeDataString(token)}")).Body : page;

        Assert.Equal(7, SparkOf(page.GetProperty("leads")[0].GetProperty("models")[0]).Count());
        Assert.InRange(SparkOf(next.GetProperty("leads")[0].GetProperty("models")[0]).Count(), 7, 9);
    }

    [Fact]
    public async Task A_sparkline_costs_no_request()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing(Ann), Sent.Pricing("bob@acme.example"));
        await _app.Leads();
        _app.Operations.Reset();
        await _app.Leads();
        var without = _app.Operations.Count("Leads");
        _app.Operations.Reset();

        await _app.Leads("?spark=30");

        Assert.Equal(without, _app.Operations.Count("Leads"));
        Assert.False((await _app.Leads()).Body.GetProperty("leads")[0].GetProperty("models")[0].TryGetProperty("spark", out _));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("31")]
    [InlineData("x")]
    public async Task Another_number_of_days_is_refused(string days)
    {
        await _app.Publish(CrmModel.Yaml);

        Assert.Equal(400, (await _app.Leads($"?spark={days}")).Status);
    }

    private static IEnumerable<int?> SparkOf(JsonElement model) => model.GetProperty("spark").EnumerateArray().Select(static day => day.ValueKind == JsonValueKind.Null ? (int?)null : day.GetInt32());

    private string EventOf(Random random, string email) => random.Next(3) switch
    {
        0 => Sent.With(Sent.At(email, "profile.updated", _app.Clock.GetUtcNow()), "profile", new JsonObject { ["jobTitle"] = random.Next(2) == 0 ? "VP Sales" : "Sales manager", ["company"] = "Acme" }),
        1 => Sent.At(email, "page.viewed", _app.Clock.GetUtcNow().AddHours(-random.Next(12)), ("path", "/pricing")),
        // Some days late.
        _ => Sent.At(email, "page.viewed", _app.Clock.GetUtcNow().AddDays(-random.Next(4)), ("path", "/pricing")),
    };

    // The row of the model as an app wrote it that kept a week.
    private async Task ForgetEarlier()
    {
        var id = _app.IdOf(Ann);
        var store = _app.Get<LeadStore>();
        var outcome = await store.TryChange(
            id,
            static read => Task.FromResult<LeadEdit?>(new LeadEdit(read.State!)
            {
                Models = read.Models.SetItem("crm", read.Models["crm"] with { Snapshot = read.Models["crm"].Snapshot! with { Earlier = null } }),
            }),
            default);
        Assert.Equal(EditOutcome.Done, outcome);
        Assert.Equal(Trend.Days, (await store.Find(id, default))!.Models["crm"].Snapshot!.Week.Length);
    }
}
