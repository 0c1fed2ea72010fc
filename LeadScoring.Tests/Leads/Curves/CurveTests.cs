using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Access;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Leads.Curves;

public sealed class CurveTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_curve_has_the_shape_that_the_API_promises()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Title(Ann, "VP Sales", daysAgo: 5), Sent.Pricing(Ann, daysAgo: 2));

        var (status, body) = await _app.Curve(Ann, "?from=2026-02-20&to=2026-03-04");

        Assert.Equal(200, status);
        Assert.Equal(
            $$$"""
            {"lead":"{{{_app.IdOf(Ann)}}}","model":"crm","version":1,"timeZone":"UTC","from":"2026-02-20","to":"2026-03-04","today":"2026-03-01","step":"day","dimensions":[{"name":"fit","most":40},{"name":"engagement","most":60}],"points":[{"day":"2026-02-20","score":0,"grade":"D4","route":"nurture","shares":{"fit":0,"engagement":0}},{"day":"2026-02-24","score":32,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":0}},{"day":"2026-02-27","score":44,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":12}},{"day":"2026-02-28","score":44,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":11.724}},{"day":"2026-03-01","score":43,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":11.46}},{"day":"2026-03-02","score":43,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":11.196},"ahead":true},{"day":"2026-03-03","score":43,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":10.938},"ahead":true},{"day":"2026-03-04","score":43,"grade":"A4","route":"nurture","shares":{"fit":32,"engagement":10.692},"ahead":true}],"decisions":[],"versions":[{"version":1,"at":"2026-03-01T12:00:00Z","day":"2026-03-01","reason":"test"}]}
            """,
            body.GetRawText());
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?from=2026-02-10&to=2026-02-27", 1)]
    [InlineData("?from=2026-01-01&to=2027-04-05", 7)]
    public async Task Each_point_is_the_explanation_of_its_day(string query, int step)
    {
        await Story();

        var curve = (await _app.Curve(Ann, query)).Body;
        var points = curve.GetProperty("points").EnumerateArray().ToList();
        var (from, to) = (DayOf(curve, "from"), DayOf(curve, "to"));

        Assert.Equal(step == 1 ? "day" : "week", curve.GetProperty("step").GetString());
        var looked = 0;
        for (var day = from; day <= to; day = day.AddDays(step))
        {
            var explained = (await _app.Explain(Ann, $"?asOf={day}")).Body;
            var point = points.Last(point => DayOf(point, "day") <= day);
            Assert.Equal(
                (day, explained.GetProperty("score").GetProperty("shown").GetInt32(), explained.GetProperty("grade").GetString(), explained.GetProperty("route").GetString()),
                (day, point.GetProperty("score").GetInt32(), point.GetProperty("grade").GetString(), point.GetProperty("route").GetString()));
            foreach (var dimension in explained.GetProperty("dimensions").EnumerateObject())
                Assert.Equal(decimal.Parse(dimension.Value.GetProperty("share").GetString()!, CultureInfo.InvariantCulture), point.GetProperty("shares").GetProperty(dimension.Name).GetDecimal());
            Assert.Equal(decimal.Parse(explained.GetProperty("score").GetProperty("exact").GetString()!, CultureInfo.InvariantCulture), point.GetProperty("shares").EnumerateObject().Sum(static share => share.Value.GetDecimal()), 5);
            looked++;
        }

        Assert.True(looked > 15 && points.Count > 5);
    }

    [Fact]
    public async Task The_usual_curve_covers_ninety_days_and_thirty_ahead()
    {
        await Story();

        var curve = (await _app.Curve(Ann)).Body;

        Assert.Equal(("2025-12-02", "2026-03-31", "2026-03-01"), (curve.GetProperty("from").GetString(), curve.GetProperty("to").GetString(), curve.GetProperty("today").GetString()));
        Assert.All(curve.GetProperty("points").EnumerateArray(), static point => Assert.Equal(string.CompareOrdinal(point.GetProperty("day").GetString(), "2026-03-01") > 0, point.TryGetProperty("ahead", out _)));
    }

    [Fact]
    public async Task A_long_period_has_a_point_a_week_and_one_of_today()
    {
        await Story();

        // 456 days by the day, one more by the week.
        Assert.Equal("day", (await _app.Curve(Ann, "?from=2025-12-02&to=2027-03-02")).Body.GetProperty("step").GetString());
        var curve = (await _app.Curve(Ann, "?from=2025-12-01&to=2027-03-02")).Body;

        Assert.Equal("week", curve.GetProperty("step").GetString());
        Assert.Contains("2026-03-01", curve.GetProperty("points").EnumerateArray().Select(static point => point.GetProperty("day").GetString()));
        Assert.All(
            curve.GetProperty("points").EnumerateArray().Select(static point => DayOf(point, "day")).Where(static day => day.ToString() is not ("2026-03-01" or "2027-03-02")),
            static day => Assert.Equal(0, (day - DayOf("2025-12-01")) % 7));
    }

    [Fact]
    public async Task A_curve_names_the_hand_offs_and_the_versions_of_its_period()
    {
        await _app.Publish(SalesModel.Yaml);
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await _app.Send(Sent.With(Sent.At(Ann, "profile.updated", _app.Clock.GetUtcNow()), "profile", new JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }));
        await _app.Send([.. Enumerable.Range(0, 3).Select(_ => Sent.At(Ann, "page.viewed", _app.Clock.GetUtcNow(), ("path", "/pricing")))]);
        await _app.Feedback(Ann, """{ "kind": "unqualified", "reason": "writes from bob@acme.example" }""");
        await _app.Work();
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await _app.Publish(SalesModel.Yaml);

        var curve = (await _app.Curve(Ann, "?from=2026-03-02")).Body;
        var before = (await _app.Curve(Ann, "?to=2026-03-02")).Body;

        Assert.Equal(
            """
            [{"type":"lead.qualified","at":"2026-03-03T12:00:00Z","day":"2026-03-03","version":1,"cause":"route","route":"hot","to":"sales","text":"Handed to sales by the route 'hot'."},{"type":"lead.disqualified","at":"2026-03-03T12:00:00Z","day":"2026-03-03","version":1,"text":"Sales said that it does not fit: writes from bob@acme.example"}]
            """,
            curve.GetProperty("decisions").GetRawText());
        Assert.Equal(["1 2026-03-01", "2 2026-03-05"], Versions(curve));
        Assert.Equal(0, before.GetProperty("decisions").GetArrayLength());
        Assert.Equal(["1 2026-03-01"], Versions(before));

        static IEnumerable<string> Versions(JsonElement curve) => curve.GetProperty("versions").EnumerateArray().Select(static version => $"{version.GetProperty("version")} {version.GetProperty("day")}");
    }

    [Fact]
    public async Task What_sales_said_is_masked_for_those_who_may_not_see_who_people_are()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        await app.Publish(SalesModel.Yaml);
        await app.Send(Sent.With(Sent.Event(Ann, "profile.updated"), "profile", new JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }));
        await app.Send(Sent.Visits(Ann, 3));
        await app.Feedback(Ann, """{ "kind": "unqualified", "reason": "writes from bob@acme.example" }""");
        await app.Work();
        var http = new InMemoryHttp(app, asksForKeys: true);
        var path = $"/api/v1/leads/{app.IdOf(Ann)}/curve";

        var masked = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read-masked"]);
        var whole = await http.Send("GET", path, static request => request.Headers["x-api-key"] = TestKeys.Sent["read"]);

        Assert.Equal((200, 200), (masked.Status, whole.Status));
        Assert.DoesNotContain("bob@", masked.Text, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"***\"", masked.Text, StringComparison.Ordinal);
        Assert.Contains("bob@", whole.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_whose_points_add_up_shows_progress_and_target()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Visits(Ann, 1, daysAgo: 1));

        var curve = (await _app.Curve(Ann, "?from=2026-02-27&to=2026-03-01")).Body;
        var last = curve.GetProperty("points").EnumerateArray().Last();
        var explained = (await _app.Explain(Ann)).Body;

        Assert.False(curve.TryGetProperty("dimensions", out _));
        Assert.Equal(explained.GetProperty("target").GetDecimal(), curve.GetProperty("target").GetDecimal());
        Assert.Equal(
            (explained.GetProperty("score").GetProperty("shown").GetInt32(), explained.GetProperty("progress").GetInt32(), false, false),
            (last.GetProperty("score").GetInt32(), last.GetProperty("progress").GetInt32(), last.TryGetProperty("grade", out _), last.TryGetProperty("shares", out _)));
    }

    [Fact]
    public async Task Days_are_those_of_the_models_time_zone()
    {
        await _app.Publish(CrmModel.Yaml.Replace("title: CRM", "title: CRM\ntimeZone: Pacific/Auckland", StringComparison.Ordinal));
        await _app.Send(Sent.Pricing(Ann, daysAgo: 1));

        var curve = (await _app.Curve(Ann, "?from=2026-02-25")).Body;

        // Noon of 28 February is the first of March there.
        Assert.Equal(("Pacific/Auckland", "2026-03-02", "2026-03-01"), (curve.GetProperty("timeZone").GetString(), curve.GetProperty("today").GetString(), curve.GetProperty("points")[1].GetProperty("day").GetString()));
    }

    [Theory]
    [InlineData("?from=tomorrow")]
    [InlineData("?from=2026-03-02&to=2026-03-01")]
    [InlineData("?to=2027-04-06")]
    [InlineData("?from=2017-07-01&to=2026-03-28")]
    [InlineData("?model=erp")]
    [InlineData("?version=1")]
    [InlineData("?to=0001-01-01")]
    public async Task An_unusable_parameter_is_refused(string query)
    {
        await Story();

        Assert.Equal(400, (await _app.Curve(Ann, query)).Status);
    }

    [Fact]
    public async Task The_longest_curve_is_drawn()
    {
        await Story();

        // 3,192 days, of which today and the last are beside the weeks.
        Assert.Equal(200, (await _app.Curve(Ann, "?from=2017-07-02&to=2026-03-28")).Status);
    }

    [Fact]
    public async Task An_unknown_lead_is_a_404() => Assert.Equal(404, (await _app.Curve("nobody@acme.example")).Status);

    [Fact]
    public async Task A_lead_of_which_nothing_is_scored_yet_has_a_flat_curve()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Capture(Sent.Pricing(Ann));

        var (status, body) = await _app.Curve(Ann);

        Assert.Equal((200, 1, 0), (status, body.GetProperty("points").GetArrayLength(), body.GetProperty("points")[0].GetProperty("score").GetInt32()));
    }

    [Fact]
    public async Task The_curve_of_a_long_log_is_computed_by_the_queue_and_asked_for_once()
    {
        await Story();
        var whole = (await _app.Curve(Ann)).Body;
        var read = await _app.Get<LeadStore>().Find(_app.IdOf(Ann), default);
        await _app.Tables.Leads.Upsert(LeadRows.State(read!.LeadId, read.State! with { Seq = 4001 }), default);

        var (status, body) = await _app.Curve(Ann);
        var again = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await (await _app.Get<CurveHandler>().Handle(Ann, again.Request.Query, default)).ExecuteResultAsync(new ActionContext { HttpContext = again });

        Assert.Equal("5", again.Response.Headers.RetryAfter.ToString());
        Assert.Equal((202, "computing"), (status, body.GetProperty("state").GetString()));
        Assert.Empty(ApiContract.OfFile.Faults(new ApiAnswer("GET", $"/api/v1/leads/{Ann}/curve", status, "application/json", body.GetRawText(), again.Response.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase))));
        Assert.Single(_app.Queues.Bodies(QueueNames.Report));

        await _app.Work();
        var (done, answer) = await _app.Curve(Ann);

        var json = JsonNode.Parse(answer.GetRawText())!.AsObject();
        Assert.Equal((200, 5), (done, json["upTo"]!.GetValue<int>()));
        json.Remove("upTo");
        Assert.Equal(whole.GetRawText(), json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        // Another period is another question.
        Assert.Equal(202, (await _app.Curve(Ann, "?from=2026-02-01")).Status);
    }

    private static Day DayOf(JsonElement element, string name) => DayOf(element.GetProperty(name).GetString()!);

    private static Day DayOf(string text) => Day.TryParse(text, out var day) ? day : throw new FormatException(text);

    private async Task Story()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing(Ann, daysAgo: 10), Sent.Title(Ann, "VP Sales", daysAgo: 5), Sent.Event(Ann, "page.viewed", 4, ("path", "/about")));
        await _app.Send(Sent.Visits(Ann, 2));
    }
}
