using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Health;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Sources.Connections;

/// <summary>Which connections may erase a person or move a lead to another address, and what a stranger learns of a connection.</summary>
public sealed class ConnectionRightsTests
{
    private const string Shared = """{ "secrets": [ { "name": "First" } ] }""";

    [Theory]
    [InlineData("marketo", "privacy.deleted")]
    [InlineData("marketo", "email.changed")]
    [InlineData("eloqua", "privacy.deleted")]
    [InlineData("gravity-forms", "privacy.deleted")]
    public async Task A_shared_secret_alone_may_not_erase_or_move_a_lead(string source, string type)
    {
        var connected = await Connected.To(source);
        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "types": { "X": "TYPE" }, "map": { "kind": "/type", "email": "/email" } }""".Replace("TYPE", type, StringComparison.Ordinal));

        var answer = await connected.Post(connected.Sign(Json("""{ "id": "1", "type": "X", "email": "ann@acme.example" }""")));

        Assert.Equal((connected.Taken, 0, 1), (answer.Status, answer.Count("accepted"), answer.Count("rejected")));
        Assert.Equal(["LS-HOOK-008"], connected.Hooks.Rejected);
        Assert.Empty(connected.Hooks.Events);
    }

    [Fact]
    public async Task What_may_not_be_sent_is_refused_and_its_neighbours_are_stored()
    {
        var connected = await Connected.To("marketo");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "map": { "events": "/events" } }""");

        var answer = await connected.Post(connected.Sign(Json("""
            { "events": [ { "id": "1", "type": "page.viewed", "email": "ann@acme.example" }, { "id": "2", "type": "privacy.deleted", "email": "ann@acme.example" }, { "id": "3", "type": "page.viewed", "email": "ann@acme.example" } ] }
            """)));

        Assert.Equal((2, 1), (answer.Count("accepted"), answer.Count("rejected")));
        var kept = Assert.Single((await connected.Hooks.RejectedPage()).Body.GetProperty("rejected").EnumerateArray());
        Assert.Equal(("LS-HOOK-008", "/1/type"), (kept.GetProperty("code").GetString(), kept.GetProperty("pointer").GetString()));
        Assert.Contains("\"may\": [\"privacy.deleted\"]", kept.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await connected.Hooks.Replay("""{ "source": "marketo/main" }""")).Body.GetProperty("replayed").GetInt32());
    }

    [Theory]
    [InlineData("segment", "", true)]
    [InlineData("segment", "\"trust\": \"proven\",", false)]
    [InlineData("segment", "\"trust\": \"claimed\",", true)]
    [InlineData("typeform", "", false)]
    [InlineData("typeform", "\"trust\": \"claimed\",", true)]
    public async Task What_strangers_may_have_sent_is_a_claim(string source, string trust, bool isClaimed)
    {
        var connected = await Connected.To(source);
        await connected.Connect(connected.Fixture.Connection.Replace("\"secrets\"", $"{trust} \"secrets\"", StringComparison.Ordinal));

        await connected.Post(connected.Sign(connected.Bare));

        Assert.NotEmpty(connected.Hooks.Events);
        Assert.All(connected.Hooks.Events, captured => Assert.Equal(isClaimed || captured.Lead is { Email: null, ExternalId: null }, captured.Event.IsClaimed));
    }

    [Fact]
    public async Task Another_trust_is_refused()
    {
        var connected = await Connected.To("typeform");

        var (status, body) = await connected.Hooks.Put("typeform", "main", """{ "secrets": [ { "name": "First" } ], "trust": "blind" }""");

        Assert.Equal((400, "/trust"), (status, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_connection_that_is_trusted_with_it_may_and_what_was_kept_is_replayed()
    {
        var connected = await Connected.To("marketo");
        await connected.Connect(Shared);
        await connected.Post(connected.Sign(Json("""{ "id": "1", "type": "privacy.deleted", "email": "ann@acme.example" }""")));

        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "may": [ "privacy.deleted" ] }""");

        Assert.Equal(1, (await connected.Hooks.Replay("""{ "source": "marketo/main" }""")).Body.GetProperty("replayed").GetInt32());
        Assert.Equal("privacy.deleted", Assert.Single(connected.Hooks.Events).Event.Type);
    }

    [Theory]
    [InlineData("typeform", """{ "secrets": [ { "name": "First" } ] }""", true)]
    [InlineData("generic", """{ "secrets": [ { "name": "First" } ] }""", true)]
    [InlineData("segment", """{ "secrets": [ { "name": "First" }, { "name": "InUrl", "use": "url" } ] }""", true)]
    [InlineData("hubspot", """{ "secrets": [ { "name": "First" } ] }""", true)]
    [InlineData("mailchimp", """{ "secrets": [ { "name": "First" } ] }""", true)]
    [InlineData("mailchimp", """{ "secrets": [ { "name": "InUrl", "use": "url" } ] }""", false)]
    // Either proof is enough, so the weaker one decides.
    [InlineData("mailchimp", """{ "secrets": [ { "name": "First" }, { "name": "InUrl", "use": "url" } ] }""", false)]
    [InlineData("typeform", """{ "secrets": [ { "name": "First" } ], "may": [] }""", false)]
    [InlineData("postmark", """{ "secrets": [ { "name": "First" } ] }""", false)]
    [InlineData("jotform", """{ "secrets": [ { "name": "InUrl", "use": "url" } ] }""", false)]
    public void Signed_connections_may_unless_their_document_says_otherwise(string source, string document, bool may)
    {
        using var json = JsonDocument.Parse(document);
        var (connection, faults) = Functions.Sources.Connections.ConnectionReader.Read(new HookApp().Source(source), "main", json.RootElement, hasPublicUrl: true);

        Assert.Empty(faults.All);
        Assert.Equal(may ? ["email.changed", "identity.merged", "privacy.deleted"] : [], connection.May.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[\"page.viewed\"]")]
    [InlineData("[1]")]
    [InlineData("true")]
    public async Task A_permission_that_does_not_exist_is_refused(string may)
    {
        var (status, body) = await new HookApp().Put("typeform", "main", $$"""{ "secrets": [ { "name": "First" } ], "may": {{may}} }""");

        Assert.Equal((400, "LS-SOURCE-003"), (status, body.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("bücher.example")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nb: c")]
    [InlineData("a\u007F")]
    public async Task An_origin_that_cannot_stand_in_a_header_is_refused(string origin)
    {
        var (status, body) = await new HookApp().Put("generic", "main", $$"""{ "secrets": [ { "name": "First" } ], "origins": [ "a.example", {{JsonSerializer.Serialize(origin)}} ] }""");

        Assert.Equal((400, "LS-SOURCE-003"), (status, body.GetProperty("code").GetString()));
        Assert.Equal("/origins/1", Assert.Single(body.GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_stored_origin_of_an_older_version_is_ignored_with_a_line_in_the_log()
    {
        var connected = await Connected.To("generic");
        var row = new Azure.Data.Tables.TableEntity("connection", "generic:old") { ["d"] = Encoding.UTF8.GetBytes("""{ "secrets": [ { "name": "First" } ], "origins": [ "bücher.example", "a.example" ] }""") };
        await connected.Hooks.App.Tables[TableNames.Sources].Upsert(row, default);

        var bad = await Ask("bücher.example");
        var good = await Ask("a.example");
        connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await Ask("a.example");

        Assert.Equal((200, false), (bad.Status, bad.Headers.ContainsKey("WebHook-Allowed-Origin")));
        Assert.Equal((200, "a.example"), (good.Status, good.Headers["WebHook-Allowed-Origin"].ToString()));
        Assert.Single(connected.Hooks.App.Log, static line => line.Contains("generic/old", StringComparison.Ordinal) && line.Contains("origins", StringComparison.Ordinal));

        Task<HookReply> Ask(string origin) => connected.Hooks.Send("OPTIONS", "generic", "old", new Delivery([]) { Headers = { ["WebHook-Request-Origin"] = origin } });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no base64!")]
    public async Task A_connection_without_its_secret_answers_as_one_that_does_not_exist(string? text)
    {
        var connected = await Connected.To("generic");
        connected.Hooks.App.Secrets.Clear();
        if (text is not null)
            connected.Hooks.App.Secrets["First"] = text;

        var delivery = connected.Sign(connected.Bare);
        var (known, knownWork) = await Ask(Connected.Id);
        var (unknown, unknownWork) = await Ask("nobody");

        Assert.Equal(401, known.Status);
        Assert.Equal((unknown.Status, unknown.Text, unknownWork), (known.Status, known.Text, knownWork));
        Assert.Equal(unknown.Headers.Select(static header => $"{header.Key}: {header.Value}"), known.Headers.Select(static header => $"{header.Key}: {header.Value}"));

        // The work is the same too: the time that it takes tells nothing.
        async Task<(HookReply Reply, int Work)> Ask(string id)
        {
            connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(1));
            connected.Hooks.App.Operations.Reset();
            return (await connected.Hooks.Post("generic", id, delivery), connected.Hooks.App.Operations.Total);
        }
    }

    [Fact]
    public async Task A_missing_secret_is_told_in_health_by_its_name()
    {
        var connected = await Connected.To("generic");
        await connected.Connect("""{ "secrets": [ { "name": "First" }, { "name": "Absent" } ] }""");
        Assert.Equal(("degraded", true), (await Sources("Absent of generic/main is missing")));
        connected.Hooks.App.Secrets["Absent"] = "canary!";
        Assert.Equal(("degraded", true), (await Sources("Absent of generic/main is unusable")));
        connected.Hooks.App.Secrets["Absent"] = connected.Hooks.App.Secrets["First"];
        Assert.Equal(("healthy", true), (await Sources("the 1 connections use is available")));

        async Task<(string?, bool)> Sources(string detail)
        {
            var (_, body) = await InMemoryApp.Read(await connected.Hooks.App.Get<HealthHandler>().Deep(default));
            Assert.DoesNotContain("canary", body.ToString(), StringComparison.Ordinal);
            var check = Assert.Single(body.GetProperty("checks").EnumerateArray(), static check => check.GetProperty("name").GetString() == "sources");
            return (check.GetProperty("status").GetString(), check.GetProperty("detail").GetString()!.Contains(detail, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_damaged_connection_is_told_in_health_and_is_not_an_outage()
    {
        var app = new InMemoryApp();
        await app.Tables[TableNames.Sources].Upsert(new Azure.Data.Tables.TableEntity("connection", "typeform:broken") { ["d"] = "{"u8.ToArray() }, default);

        var (_, body) = await InMemoryApp.Read(await app.Get<HealthHandler>().Deep(default));

        var check = Assert.Single(body.GetProperty("checks").EnumerateArray(), static check => check.GetProperty("name").GetString() == "sources");
        Assert.Equal(("degraded", true), (check.GetProperty("status").GetString(), check.GetProperty("detail").GetString()!.Contains("typeform/broken", StringComparison.Ordinal)));
    }

    private static Delivery Json(string body) => new(Encoding.UTF8.GetBytes(body)) { Headers = { ["Content-Type"] = "application/json" } };
}
