using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources.Connections;

/// <summary>Connections as an operator puts and sees them.</summary>
public sealed class ConnectionTests
{
    private readonly HookApp _hooks = new();

    [Theory]
    [InlineData("typeform", """{ }""", "/secrets")]
    [InlineData("typeform", """{ "secrets": [ { "name": "a b" } ] }""", "/secrets/0/name")]
    [InlineData("typeform", """{ "secrets": [ { "name": "whsec+abc/==" } ] }""", "/secrets/0/name")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A", "value": "x" } ] }""", "/secrets/0/value")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" }, { "name": "B" }, { "name": "C" } ] }""", "/secrets")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A", "notBefore": "2026-03-02T00:00:00Z", "notAfter": "2026-03-01T00:00:00Z" } ] }""", "/secrets/0/notAfter")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A", "notAfter": "soon" } ] }""", "/secrets/0/notAfter")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" } ], "field": { } }""", "/field")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" } ], "types": { "x": "Form sent" } }""", "/types")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" } ], "map": { "email": "form.email" } }""", "/map/email")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" } ], "toleranceSeconds": 0 }""", "/toleranceSeconds")]
    [InlineData("typeform", """{ "secrets": [ { "name": "A" } ], "url": "leads" }""", "/url")]
    [InlineData("typeform", """[ ]""", "")]
    [InlineData("segment", """{ "secrets": [ { "name": "A" } ] }""", "/secrets")]
    [InlineData("jotform", """{ "secrets": [ { "name": "A" } ] }""", "/secrets")]
    public async Task A_document_with_a_fault_is_refused_with_place_and_fix(string source, string document, string pointer)
    {
        var (status, body) = await _hooks.Put(source, "main", document);

        Assert.Equal((400, "LS-SOURCE-003"), (status, body.GetProperty("code").GetString()));
        Assert.Contains(body.GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString() == pointer);
        Assert.All(body.GetProperty("errors").EnumerateArray(), static error => Assert.NotEqual("", error.GetProperty("fix").GetString()));
        Assert.Empty((await _hooks.Sources()).Body.GetProperty("connections").EnumerateArray());
    }

    [Fact]
    public async Task A_document_that_is_not_json_or_names_nothing_is_refused()
    {
        Assert.Equal("LS-SOURCE-003", Code(await _hooks.Put("typeform", "main", "{ \"secrets\": ")));
        Assert.Equal("LS-SOURCE-001", Code(await _hooks.Put("typefrom", "main", "{ }")));
        Assert.All(new[] { "Main", "a b", "-a", "a\n", new string('a', 41), "a:b" }, id => Assert.Equal("LS-SOURCE-002", Code(_hooks.Put("typeform", id, "{ }").GetAwaiter().GetResult())));
    }

    [Fact]
    public async Task The_list_shows_state_of_secrets_and_counts_and_never_a_secret()
    {
        var connected = await Connected.To("typeform");
        await connected.Post(connected.Sign(connected.Bare));
        await connected.Post(connected.Sign(connected.Bare));
        await connected.Post(connected.Bare);
        await connected.Connect("""
            { "secrets": [ { "name": "First", "notBefore": "2026-01-01T00:00:00Z", "notAfter": "2026-12-01T00:00:00Z" }, { "name": "Absent", "notAfter": "2026-03-02T00:00:00Z" }, { "name": "Old", "notAfter": "2026-01-01T00:00:00Z" }, { "name": "New", "notBefore": "2026-12-01T00:00:00Z" } ] }
            """);

        var body = (await connected.Hooks.Sources()).Body;

        var item = Assert.Single(body.GetProperty("connections").EnumerateArray());
        Assert.Equal(["active", "missing", "over", "early"], item.GetProperty("secrets").EnumerateArray().Select(static secret => secret.GetProperty("state").GetString()!));
        Assert.Equal("https://leads.example.com/hooks/typeform/main", item.GetProperty("hook").GetString());
        Assert.Equal((1, 1, 1), (item.GetProperty("accepted").GetInt32(), item.GetProperty("duplicates").GetInt32(), item.GetProperty("refused").GetInt32()));
        Assert.Equal(JsonValueKind.String, item.GetProperty("lastReceivedAt").ValueKind);
        Assert.DoesNotContain(connected.Hooks.App.Secrets["First"], body.ToString(), StringComparison.Ordinal);
        Assert.Equal(19, body.GetProperty("sources").GetArrayLength());
    }

    [Theory]
    [InlineData("generic", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "active")]
    [InlineData("generic", "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=", "active")]
    [InlineData("generic", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "unusable")]
    [InlineData("generic", "whsec_", "unusable")]
    [InlineData("generic", "whsec_no base64!", "unusable")]
    [InlineData("sendgrid", "no base64!", "unusable")]
    [InlineData("typeform", "any text", "active")]
    public async Task An_unusable_secret_is_shown_and_its_deliveries_are_refused(string source, string text, string state)
    {
        _hooks.App.Secrets["S"] = text;
        await _hooks.Put(source, "main", """{ "secrets": [ { "name": "S" } ] }""");

        var item = Assert.Single((await _hooks.Sources()).Body.GetProperty("connections").EnumerateArray());

        Assert.Equal(state, item.GetProperty("secrets")[0].GetProperty("state").GetString());
        Assert.Equal(401, (await _hooks.Post(source, "main", new Delivery("{}"u8.ToArray()))).Status);
    }

    [Fact]
    public async Task A_connection_that_is_saved_again_keeps_its_counts()
    {
        var connected = await Connected.To("typeform");
        await connected.Post(connected.Sign(connected.Bare));

        var (_, body) = await connected.Hooks.Put("typeform", Connected.Id, connected.Fixture.Connection);

        Assert.Equal(1, body.GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Counts_are_saved_once_a_minute_and_added_up()
    {
        var connected = await Connected.To("typeform");
        for (var minute = 0; minute < 3; minute++)
        {
            for (var delivery = 0; delivery < 4; delivery++)
                await connected.Post(connected.Sign(connected.Bare));
            connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var saved = Assert.Single(connected.Hooks.App.Tables["Sources"].Rows, static row => row.PartitionKey == "counts");
        Assert.Equal((1L, 8L), (saved.GetInt64("accepted"), saved.GetInt64("duplicates")));
        var item = Assert.Single((await connected.Hooks.Sources()).Body.GetProperty("connections").EnumerateArray());
        Assert.Equal(11, item.GetProperty("duplicates").GetInt32());
    }

    private static string? Code((int Status, JsonElement Body) answer) => answer.Body.GetProperty("code").GetString();
}
