using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Trying;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Trying;

/// <summary>The curve of <c>POST /api/v1/models/{model}/try</c>: each day is what is answered for that day alone.</summary>
public sealed class TriedCurveTests
{
    private const string Events =
        """
        [ { "type": "page.viewed", "path": "/pricing", "occurredAt": "2026-02-20T09:00:00Z" },
          { "type": "page.viewed", "path": "/pricing", "occurredAt": "2026-03-01T10:00:00Z", "profile": { "jobTitle": "Intern" } },
          { "type": "page.viewed", "path": "/pricing", "occurredAt": "2026-03-01T23:59:59Z", "claimed": true },
          { "type": "asset.downloaded", "asset": "guide", "occurredAt": "2026-03-11T00:00:00Z" },
          { "type": "page.viewed", "path": "/pricing", "occurredAt": "2026-03-11T12:00:00Z", "times": 3 },
          { "type": "email.opened", "machineOpen": true, "occurredAt": "2026-03-12T12:00:00Z" },
          { "type": "webinar.attended", "occurredAt": "2026-03-20T12:00:00Z", "profile": { "jobTitle": "VP Sales", "company": "Acme" } },
          { "type": "page.viewed", "path": "/pricing", "occurredAt": "2026-09-01T12:00:00Z" } ]
        """;

    // Interest fades in the time of California, and the profile says how old the lead is.
    private static readonly string Aging = CrmModel.Yaml
        .Replace("title: CRM", "title: CRM\ntimeZone: America/Los_Angeles", StringComparison.Ordinal)
        .Replace("decay: { halfLife: 30d } }", "decay: { halfLife: 30d }, inactivity: { after: 9d, every: 9d, lose: 50% } }", StringComparison.Ordinal)
        .Replace("grades:", "  - { rule: contract, category: role, when: { signedOn: { olderThan: 90d } }, points: -3 }\ngrades:", StringComparison.Ordinal);

    private readonly InMemoryApp _app = new();

    [Theory]
    [InlineData("crm", false)]
    [InlineData("crm", true)]
    [InlineData("campaign", false)]
    [InlineData("aging", true)]
    public async Task Each_day_of_a_curve_is_what_that_day_is_answered_alone(string name, bool hasProfile)
    {
        var (yaml, rules) = name switch
        {
            "crm" => (CrmModel.Yaml, (string[])["pricing", "senior"]),
            "aging" => (Aging, ["pricing", "senior", "contract"]),
            _ => (CampaignModel.Yaml, ["visits", "brochure", "webinar"]),
        };
        var model = name == "campaign" ? name : "crm";
        JsonObject Body(string asOf)
        {
            var body = new JsonObject { ["yaml"] = yaml, ["events"] = JsonNode.Parse(Events), ["asOf"] = asOf };
            if (hasProfile)
                body["profile"] = new JsonObject { ["jobTitle"] = "VP Operations", ["signedOn"] = "2026-01-15" };
            return body;
        }

        var asked = Body("2026-02-25");
        asked["days"] = 200;
        asked["rules"] = new JsonArray([.. rules.Select(static rule => (JsonNode)rule)]);
        var (status, answer) = await Try(model, asked);

        Assert.Equal(200, status);
        var curve = answer.GetProperty("curve").EnumerateArray().ToList();
        Assert.Equal(201, curve.Count);
        Assert.True(curve.Select(static day => day.GetProperty("score").GetInt32()).Distinct().Count() > 10, "a curve without a bend says nothing");
        for (var i = 0; i < curve.Count; i++)
        {
            Assert.True(Day.TryParse("2026-02-25", out var first));
            var day = first.AddDays(i).ToString();
            var (_, alone) = await Try(model, Body(day));
            Assert.Equal(Expected(alone, day, rules), curve[i].GetRawText());
        }
    }

    [Fact]
    public async Task Days_ago_are_counted_from_the_first_day()
    {
        var (_, answer) = await Try("crm", JsonNode.Parse($$"""{ "yaml": {{JsonSerializer.Serialize(CrmModel.Yaml)}}, "asOf": "2026-03-01", "days": 30, "rules": ["pricing"], "events": [ { "on": "page.viewed", "path": "/pricing", "daysAgo": 30 } ] }""")!.AsObject());

        var curve = answer.GetProperty("curve");
        Assert.Equal("""{"day":"2026-03-01","score":6,"grade":"D4","points":{"pricing":1}}""", curve[0].GetRawText());
        Assert.Equal("""{"day":"2026-03-31","score":3,"grade":"D4","points":{"pricing":0.5}}""", curve[30].GetRawText());
    }

    [Fact]
    public async Task What_is_asked_without_days_has_no_curve()
    {
        var (_, answer) = await Try("crm", new JsonObject { ["yaml"] = CrmModel.Yaml });

        Assert.False(answer.TryGetProperty("curve", out _));
    }

    [Theory]
    [InlineData("\"days\": 0", "LS-TRY-001", "/days")]
    [InlineData("\"days\": 367", "LS-TRY-001", "/days")]
    [InlineData("\"days\": \"180\"", "LS-TRY-001", "/days")]
    [InlineData("\"rules\": [\"pricing\"]", "LS-TRY-001", "/rules")]
    [InlineData("\"days\": 9, \"rules\": [7]", "LS-TRY-001", "/rules/0")]
    [InlineData("\"days\": 9, \"rules\": [\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]", "LS-TRY-001", "/rules")]
    [InlineData("\"days\": 180, \"events\": [ { \"on\": \"page.viewed\", \"times\": 553 } ]", "LS-TRY-008", "/days")]
    [InlineData("\"days\": 9, \"rules\": [\"senior\", \"pricin\"]", "LS-TRY-009", "/rules/1")]
    public async Task A_curve_that_cannot_be_drawn_names_code_and_place(string members, string code, string pointer)
    {
        var (status, problem) = await Try("crm", JsonNode.Parse($$"""{ "yaml": {{JsonSerializer.Serialize(CrmModel.Yaml)}}, {{members}} }""")!.AsObject());

        Assert.Equal((400, code, pointer), (status, problem.GetProperty("code").GetString(), problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task The_fix_of_a_long_curve_is_one_that_is_answered()
    {
        JsonObject Body(int days) => new() { ["yaml"] = CrmModel.Yaml, ["days"] = days, ["events"] = new JsonArray(new JsonObject { ["on"] = "page.viewed", ["path"] = "/pricing", ["times"] = 1000 }) };

        var (_, problem) = await Try("crm", Body(366));

        Assert.Equal("Ask for 99 days, or send fewer events.", problem.GetProperty("fix").GetString());
        Assert.Equal(200, (await Try("crm", Body(99))).Status);
        Assert.Equal(400, (await Try("crm", Body(100))).Status);
    }

    private static string Expected(JsonElement alone, string day, string[] rules)
    {
        var points = alone.GetProperty("ledger").EnumerateArray().ToDictionary(static line => $"{line.GetProperty("rule").GetString()} {line.GetProperty("category").GetString()}", static line => line.GetProperty("points").GetRawText());
        var grade = alone.TryGetProperty("grade", out var letter) ? $"\"grade\":{letter.GetRawText()}," : "";
        var of = string.Join(',', rules.Select(rule => $"\"{rule}\":{points.FirstOrDefault(line => line.Key.StartsWith(rule + " ", StringComparison.Ordinal)).Value ?? "0"}"));
        return $"{{\"day\":\"{day}\",\"score\":{alone.GetProperty("score").GetProperty("shown").GetRawText()},{grade}\"points\":{{{of}}}}}";
    }

    private async Task<(int Status, JsonElement Body)> Try(string model, JsonObject body)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body.ToJsonString()));
        return await InMemoryApp.Read(await _app.Get<TryHandler>().Handle(model, context.Request, default));
    }
}
