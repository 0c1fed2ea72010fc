using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Access;

/// <summary>Who did what, when.</summary>
public sealed class AuditTests
{
    private const string Ann = """{"id":"1","type":"page.viewed","lead":{"email":"ann@acme.example"},"properties":{"path":"/pricing"}}""";

    [Fact]
    public async Task A_call_that_does_something_is_noted_with_ids_only()
    {
        var (app, http) = await Start();

        await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "admin");
        await Send(http, "GET", "/api/v1/leads/ann%40acme.example", "admin");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Send(http, "PUT", "/api/v1/models/someone@acme.example", "marketing", "x");

        var items = await Audit(http);
        Assert.Equal(
            [("key:marketing", "model.draft", null, "400"), ("key:admin", "lead.erase", app.IdOf("ann@acme.example"), "202")],
            items.Select(static item => (Text(item, "actor")!, Text(item, "action")!, Text(item, "subject"), Text(item, "outcome")!)));
        Assert.DoesNotContain(app.Tables[TableNames.Audit].Rows, static row => JsonSerializer.Serialize(row).Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erased_person_leaves_the_entry_of_the_erasure()
    {
        var (app, http) = await Start();
        await Send(http, "GET", "/api/v1/leads/ann@acme.example/export", "admin");
        await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "admin");
        await app.Work();

        Assert.Equal(["lead.erase", "lead.export"], (await Audit(http)).Select(static item => Text(item, "action")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_done_when_the_audit_log_cannot_be_written()
    {
        var (app, http) = await Start();
        app.Operations.Before = static operation => operation.Place == TableNames.Audit ? throw new IOException("down") : Task.CompletedTask;

        var reply = await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "admin");

        app.Operations.Before = null;
        Assert.Equal(503, reply.Status);
        Assert.Equal(200, (await Send(http, "GET", "/api/v1/leads/ann@acme.example", "admin")).Status);
    }

    [Fact]
    public async Task A_refused_caller_who_is_known_is_noted_once_an_hour_and_a_stranger_never()
    {
        var (app, http) = await Start();

        for (var i = 0; i < 3; i++)
        {
            await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "sales");
            await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "expired");
            await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "wrong");
        }

        app.Clock.Advance(TimeSpan.FromHours(1));
        await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", "sales");

        Assert.Equal(
            ["key:sales EraseLead 403", "key:sales EraseLead 403", "key:expired EraseLead 401"],
            (await Audit(http)).OrderByDescending(static item => Text(item, "at"), StringComparer.Ordinal).ThenByDescending(static item => Text(item, "actor"), StringComparer.Ordinal).Select(static item => $"{Text(item, "actor")} {Text(item, "subject")} {Text(item, "outcome")}"));
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_over_days_newest_first_and_by_filters()
    {
        var (app, http) = await Start();
        for (var day = 0; day < 5; day++)
        {
            await Send(http, "POST", "/api/v1/leads/ann@acme.example/rebuild", "admin");
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Send(http, "PUT", $"/api/v1/models/m{day}", "marketing", "x");
            app.Clock.Advance(TimeSpan.FromDays(1));
        }

        var all = new List<JsonElement>();
        string? continuation = null;
        do
        {
            using var page = JsonDocument.Parse((await Send(http, "GET", "/api/v1/audit", "admin", query: "?limit=3" + (continuation is null ? "" : "&continuation=" + continuation))).Text);
            all.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.Clone()));
            continuation = page.RootElement.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);

        Assert.Equal(10, all.Count);
        Assert.Equal(all.Select(static item => Text(item, "at")).OrderDescending(StringComparer.Ordinal), all.Select(static item => Text(item, "at")));
        Assert.Equal(5, (await Audit(http, "?action=model.draft&actor=key:marketing")).Count);
        Assert.Equal(4, (await Audit(http, "?since=2026-03-04")).Count);
        Assert.Equal(400, (await Send(http, "GET", "/api/v1/audit", "admin", query: "?since=yesterday")).Status);
    }

    [Fact]
    public async Task An_entry_is_deleted_after_400_days()
    {
        var (app, http) = await Start();
        await Send(http, "POST", "/api/v1/leads/ann@acme.example/rebuild", "admin");
        var store = app.Get<AuditStore>();

        app.Clock.Advance(TimeSpan.FromDays(400));
        await store.Expire(default);
        Assert.Single(app.Tables[TableNames.Audit].Rows);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await store.Expire(default);
        Assert.Empty(app.Tables[TableNames.Audit].Rows);
    }

    private static async Task<(InMemoryApp App, InMemoryHttp Http)> Start()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        await app.Send(Ann);
        return (app, new InMemoryHttp(app, asksForKeys: true));
    }

    private static async Task<IReadOnlyList<JsonElement>> Audit(InMemoryHttp http, string query = "")
    {
        using var page = JsonDocument.Parse((await Send(http, "GET", "/api/v1/audit", "admin", query: query)).Text);
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.Clone())];
    }

    private static Task<HttpReply> Send(InMemoryHttp http, string method, string path, string caller, string body = "{}", string query = "") => http.Send(method, path, request =>
    {
        request.Headers["x-api-key"] = TestKeys.Sent[caller];
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentType = method == "PUT" ? "application/yaml" : "application/json";
        request.QueryString = new Microsoft.AspNetCore.Http.QueryString(query);
    });

    private static string? Text(JsonElement item, string member) => item.TryGetProperty(member, out var value) ? value.ToString() : null;
}
