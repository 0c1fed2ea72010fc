using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Trying;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Trying;

/// <summary><c>POST /api/v1/models/{model}/try</c>.</summary>
public sealed class TryTests
{
    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_posted_document_is_tried_before_any_lead_or_model_exists()
    {
        var (status, body) = await Try("crm", new JsonObject
        {
            ["yaml"] = CrmModel.Yaml,
            ["profile"] = new JsonObject { ["jobTitle"] = "VP Sales" },
            ["events"] = new JsonArray(new JsonObject { ["type"] = "page.viewed", ["properties"] = new JsonObject { ["path"] = "/pricing" }, ["daysAgo"] = 0, ["times"] = 3 }),
        });

        Assert.Equal(200, status);
        Assert.Equal(("A2", "hot", "2026-03-01"), (Text(body, "grade"), Text(body, "route"), Text(body, "asOf")));
        Assert.False(body.TryGetProperty("lead", out _) || body.TryGetProperty("version", out _));
        Assert.Equal(["qualified"], body.GetProperty("decisions").EnumerateArray().Select(static decision => decision.GetString()));
        Assert.Equal(3, body.GetProperty("ledger")[1].GetProperty("matches").GetInt32());
        Assert.Empty(((Kit.Fakes.InMemoryTable)_app.Tables.Leads).Rows);
        Assert.Empty(((Kit.Fakes.InMemoryTable)_app.Tables.Models).Rows);
    }

    [Fact]
    public async Task A_golden_lead_and_events_of_the_API_give_the_same()
    {
        var (_, golden) = await Try("crm", new JsonObject
        {
            ["yaml"] = CrmModel.Yaml,
            ["events"] = new JsonArray(new JsonObject { ["on"] = "page.viewed", ["path"] = "/pricing", ["daysAgo"] = 30 }, new JsonObject { ["on"] = "page.viewed", ["path"] = "/pricing" }),
        });
        var (_, posted) = await Try("crm", new JsonObject
        {
            ["yaml"] = CrmModel.Yaml,
            ["events"] = new JsonArray(
                JsonNode.Parse("""{ "type": "page.viewed", "properties": { "path": "/pricing" }, "occurredAt": "2026-01-30T12:00:00Z", "id": "try-0" }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "url": "https://acme.example/pricing?x=1", "occurredAt": "2026-03-01T12:00:00Z", "lead": { "externalId": "crm:1" }, "id": "try-1" }""")),
        });

        Assert.Equal(golden.GetRawText(), posted.GetRawText());
        Assert.Equal(3m, golden.GetProperty("ledger")[0].GetProperty("points").GetDecimal());
    }

    [Fact]
    public async Task A_lead_is_tried_as_it_would_be_explained_had_it_been_captured()
    {
        await _app.Publish(CrmModel.Yaml);
        string[] events = [Sent.Title("ann@acme.example", "VP Sales", daysAgo: 5), .. Sent.Visits("ann@acme.example", 3)];
        await _app.Send(events);
        var (_, explained) = await _app.Explain("ann@acme.example");

        var (_, tried) = await Try("crm", new JsonObject { ["version"] = 1, ["events"] = new JsonArray([.. events.Select(static e => JsonNode.Parse(e))]) });

        Assert.Equal(Figures(explained), Figures(tried));
    }

    [Fact]
    public async Task The_draft_comes_before_the_active_version_and_any_version_can_be_named()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Publish(CrmModel.Yaml.Replace("points: 2", "points: 1", StringComparison.Ordinal));
        var visit = new JsonArray(new JsonObject { ["on"] = "page.viewed", ["path"] = "/pricing" });

        Assert.Equal((1m, 2), await Points(new JsonObject { ["events"] = visit.DeepClone() }));
        Assert.Equal((2m, 1), await Points(new JsonObject { ["events"] = visit.DeepClone(), ["version"] = 1 }));
        await _app.Get<DraftStore>().Save("crm", CrmModel.Yaml.Replace("points: 2", "points: 5", StringComparison.Ordinal), null, default);
        Assert.Equal((5m, null), await Points(new JsonObject { ["events"] = visit.DeepClone() }));

        async Task<(decimal, int?)> Points(JsonObject body)
        {
            var (status, answer) = await Try("crm", body);
            Assert.Equal(200, status);
            return (answer.GetProperty("ledger")[0].GetProperty("points").GetDecimal(), answer.TryGetProperty("version", out var version) ? version.GetInt32() : null);
        }
    }

    [Fact]
    public async Task Claims_machines_repetitions_and_later_events_are_those_of_the_app()
    {
        var (_, body) = await Try("crm", new JsonObject
        {
            ["yaml"] = CrmModel.Yaml.Replace("on: page.viewed,", "on: [page.viewed, email.opened],", StringComparison.Ordinal).Replace("where: { path: { startsWith: /pricing } }, ", "", StringComparison.Ordinal),
            ["asOf"] = "2026-02-20",
            ["events"] = new JsonArray(
                JsonNode.Parse("""{ "type": "email.opened", "machineOpen": true }"""),
                JsonNode.Parse("""{ "type": "email.opened", "machineOpen": true, "occurredAt": "2026-02-20T10:00:00Z" }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "id": "same", "daysAgo": 1 }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "id": "same", "daysAgo": 1 }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "occurredAt": "2026-02-21T00:00:00Z" }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "claimed": true }"""),
                JsonNode.Parse("""{ "type": "page.viewed", "lead": { "visitor": "v-1" } }""")),
        });

        Assert.Equal((3, 2), (body.GetProperty("ledger")[0].GetProperty("matches").GetInt32(), body.GetProperty("ledger")[0].GetProperty("claimed").GetInt32()));
    }

    [Theory]
    [InlineData("[]", 400, "LS-TRY-001", "")]
    [InlineData("{ \"events\": ", 400, "LS-TRY-001", "")]
    [InlineData("{ \"event\": [] }", 400, "LS-TRY-001", "/event")]
    [InlineData("{ \"events\": {} }", 400, "LS-TRY-001", "/events")]
    [InlineData("{ \"asOf\": \"tomorrow\" }", 400, "LS-TRY-001", "/asOf")]
    [InlineData("{ \"asOf\": \"0001-01-01\" }", 400, "LS-TRY-001", "/asOf")]
    [InlineData("{ \"version\": 0 }", 400, "LS-TRY-001", "/version")]
    [InlineData("{ \"yaml\": { \"model\": \"crm\" } }", 400, "LS-TRY-001", "/yaml")]
    [InlineData("{ \"events\": [ { \"on\": \"page.viewed\", \"daysAgo\": -1 } ] }", 400, "LS-TRY-001", "/events/0/daysAgo")]
    [InlineData("{ \"events\": [ { \"on\": \"page.viewed\", \"type\": \"page.viewed\" } ] }", 400, "LS-TRY-002", "/events/0/on")]
    [InlineData("{ \"events\": [ { \"on\": \"page.viewed\", \"daysAgo\": 1, \"occurredAt\": \"2026-02-01T00:00:00Z\" } ] }", 400, "LS-TRY-003", "/events/0/daysAgo")]
    [InlineData("{ \"events\": [ { \"on\": \"page.viewed\", \"times\": 600 }, { \"on\": \"page.viewed\", \"times\": 600 } ] }", 400, "LS-TRY-004", "/events")]
    [InlineData("{ \"version\": 1, \"yaml\": \"model: crm\" }", 400, "LS-TRY-005", "/version")]
    [InlineData("{ \"events\": [ {} ] }", 400, "LS-EVENT-002", "/events/0/type")]
    [InlineData("{ \"events\": [ 7 ] }", 400, "LS-EVENT-001", "/events/0")]
    [InlineData("{ \"events\": [ { \"on\": \"page.viewed\", \"on\": \"page.viewed\" } ] }", 400, "LS-EVENT-008", "/events/0")]
    [InlineData("{ \"events\": [ { \"on\": \"Page Viewed\" } ] }", 400, "LS-EVENT-003", "/events/0/type")]
    [InlineData("{ \"profile\": [] }", 400, "LS-EVENT-007", "/profile")]
    [InlineData("{ \"profile\": { \"a\": 1, \"a\": 2 } }", 400, "LS-EVENT-008", "/profile")]
    [InlineData("{ \"version\": 9 }", 404, "LS-PUBLISH-404", null)]
    public async Task A_body_that_cannot_be_tried_names_code_and_place(string body, int status, string code, string? pointer)
    {
        await _app.Publish(CrmModel.Yaml);

        var (answered, problem) = await Send("crm", body);

        Assert.Equal((status, code), (answered, Text(problem, "code")));
        if (pointer is not null)
            Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_model_that_nobody_knows_a_wrong_document_and_another_id_are_refused()
    {
        Assert.Equal((404, "LS-PUBLISH-404"), await CodeOf("crm", new JsonObject()));
        Assert.Equal((400, "LS-TRY-006"), await CodeOf("erp", new JsonObject { ["yaml"] = CrmModel.Yaml }));
        var (status, code) = await CodeOf("crm", new JsonObject { ["yaml"] = CrmModel.Yaml.Replace("points: 2", "point: 2", StringComparison.Ordinal) });
        Assert.Equal(400, status);
        Assert.StartsWith("LS-MODEL-", code, StringComparison.Ordinal);
        await _app.Get<DraftStore>().Save("crm", "model: crm", null, default);
        Assert.Equal((400, "LS-TRY-007"), await CodeOf("crm", new JsonObject()));

        async Task<(int, string)> CodeOf(string model, JsonObject body)
        {
            var (answered, problem) = await Try(model, body);
            return (answered, Text(problem, "code"));
        }
    }

    private static string Figures(JsonElement answer) => string.Join('\n', ((string[])["score", "grade", "route", "dimensions", "categories", "known", "until", "untilChange", "whyNotYet", "reasons"])
        .Select(name => answer.TryGetProperty(name, out var value) ? $"{name} {value.GetRawText()}" : ""));

    private static string Text(JsonElement answer, string member) => answer.GetProperty(member).GetString()!;

    private Task<(int Status, JsonElement Body)> Try(string model, JsonObject body) => Send(model, body.ToJsonString());

    private async Task<(int Status, JsonElement Body)> Send(string model, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await InMemoryApp.Read(await _app.Get<TryHandler>().Handle(model, context.Request, default));
    }
}
