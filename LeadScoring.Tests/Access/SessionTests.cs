using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Access;

/// <summary>Who is signed in, until when, and what a session is good for.</summary>
public sealed class SessionTests
{
    private const string Path = "/api/v1/session";
    private const string Host = "leads.example.com";
    private const string Person = """{"auth_typ":"aad","name_typ":"preferred_username","role_typ":"roles","claims":[{"typ":"oid","val":"5f0c2a4e-1111-4222-8333-444455556666"},{"typ":"preferred_username","val":"ann@acme.example"},{"typ":"name","val":"Ann Quist"},{"typ":"roles","val":"sales"}]}""";

    [Fact]
    public async Task A_key_is_exchanged_for_a_cookie_that_no_script_can_read()
    {
        var (app, http) = Start();

        var reply = await SignIn(http, $$"""{ "key": "{{TestKeys.Sent["sales"]}}" }""");

        Assert.Equal(200, reply.Status);
        Assert.Matches("^__Host-leads-session=1\\.sales\\.current\\.1772409600\\.[A-Za-z0-9_-]{43}; max-age=43200; path=/; secure; samesite=strict; httponly$", CookieOf(reply));
        Assert.Equal("""{"name":"sales","roles":["read-masked","read","sales"],"expiresAt":"2026-03-02T00:00:00Z","by":"session"}""", reply.Text);
        Assert.Equal("no-store", reply.Headers.CacheControl);
        Assert.DoesNotContain(app.Log, static line => line.Contains(TestKeys.Sent["sales"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http", "localhost:7071", "leads-session-7071", false)]
    [InlineData("http", "127.0.0.1:7080", "leads-session-7080", false)]
    [InlineData("http", "[::1]:7071", "leads-session-7071", false)]
    [InlineData("http", "app.localhost", "leads-session-80", false)]
    [InlineData("https", "localhost:7071", "__Host-leads-session", true)]
    [InlineData("http", Host, "__Host-leads-session", true)]
    [InlineData("http", "localhost.example.com", "__Host-leads-session", true)]
    public async Task Only_a_browser_on_the_same_machine_gets_a_cookie_over_plain_http(string scheme, string host, string name, bool isSecure)
    {
        var (_, http) = Start();

        var cookie = CookieOf(await SignIn(http, $$"""{ "key": "{{TestKeys.Sent["read"]}}" }""", request => (request.Scheme, request.Host) = (scheme, new HostString(host))));

        Assert.StartsWith(name + "=1.", cookie, StringComparison.Ordinal);
        Assert.Equal(isSecure, cookie.Contains("; secure;", StringComparison.Ordinal));
        Assert.EndsWith("; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_may_do_what_its_key_may_but_send_events()
    {
        var (_, http) = Start();
        var (sales, admin) = (await Cookie(http, "sales"), await Cookie(http, "admin"));

        Assert.Equal(200, (await Send(http, "GET", "/api/v1/models", sales)).Status);
        Assert.Equal(404, (await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", admin)).Status);
        Assert.Contains("LS-ACCESS-002", (await Send(http, "DELETE", "/api/v1/leads/ann@acme.example", sales)).Text, StringComparison.Ordinal);
        foreach (var path in (string[])["/api/v1/events", "/api/v1/leads/import"])
        {
            var reply = await Send(http, "POST", path, admin);
            Assert.Equal(403, reply.Status);
            Assert.Contains("This needs the role ingest", reply.Text, StringComparison.Ordinal);
        }

        Assert.Contains("LS-HOOK-001", (await Send(http, "POST", "/hooks/generic/main", admin)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "same-origin", null, true)]
    [InlineData("1", null, "https://leads.example.com", true)]
    [InlineData(null, "same-origin", "https://leads.example.com", false)]
    [InlineData("0", "same-origin", "https://leads.example.com", false)]
    [InlineData("1", "cross-site", "https://leads.example.com", false)]
    [InlineData("1", "same-site", null, false)]
    [InlineData("1", "none", null, false)]
    [InlineData("1", "", null, false)]
    [InlineData("1", null, null, false)]
    [InlineData("1", null, "null", false)]
    [InlineData("1", null, "https://leads.example.com.evil.example", false)]
    [InlineData("1", null, "https://leads.example.com:8443", false)]
    public async Task A_change_is_taken_from_a_page_of_this_app_only(string? csrf, string? site, string? origin, bool isTaken)
    {
        var (_, http) = Start();
        var cookie = await Cookie(http, "admin");

        foreach (var (method, path, taken) in new[] { ("DELETE", "/api/v1/leads/ann@acme.example", 404), ("PUT", "/api/v1/models/m", 400), ("POST", "/api/v1/rejected/replay", 400), ("POST", Path, 400), ("DELETE", Path, 204) })
        {
            var reply = await http.Send(method, path, request =>
            {
                Prepare(request, cookie);
                Set(request, "x-csrf", csrf);
                Set(request, "Sec-Fetch-Site", site);
                Set(request, "Origin", origin);
            });

            Assert.Equal(isTaken ? taken : 403, reply.Status);
            Assert.Equal(isTaken, !reply.Text.Contains("LS-ACCESS-007", StringComparison.Ordinal));
        }

        static void Set(HttpRequest request, string header, string? value)
        {
            request.Headers.Remove(header);
            if (value is not null)
                request.Headers[header] = value;
        }
    }

    [Fact]
    public async Task A_key_needs_no_sign_of_a_page_and_is_judged_alone()
    {
        var (_, http) = Start();
        var cookie = await Cookie(http, "admin");

        Assert.Equal(404, (await http.Send("DELETE", "/api/v1/leads/ann@acme.example", static request => request.Headers["x-api-key"] = TestKeys.Sent["admin"])).Status);
        foreach (var (key, status) in new[] { ("wrong", 401), ("sales", 403) })
        {
            Assert.Equal(status, (await http.Send("DELETE", "/api/v1/leads/ann@acme.example", request =>
            {
                Prepare(request, cookie);
                request.Headers["x-api-key"] = TestKeys.Sent[key];
            })).Status);
        }
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_and_with_its_key()
    {
        var (app, http) = Start(TestKeys.Setting("short", "current", $"read sha256={TestKeys.Hash("short-key")} notAfter=2026-03-01T13:00:00Z"));
        var (day, hour) = (await Cookie(http, "read"), (await SignIn(http, """{ "key": "short-key" }""")).Headers.SetCookie.ToString());

        Assert.Contains("max-age=3600;", hour, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Send(http, "GET", Path, hour.Split(';')[0])).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await Send(http, "GET", Path, hour.Split(';')[0])).Status);
        app.Clock.Advance(TimeSpan.FromHours(11) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await Send(http, "GET", Path, day)).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(204, (await Send(http, "GET", Path, day)).Status);
        Assert.Equal(401, (await Send(http, "GET", "/api/v1/models", day)).Status);
    }

    [Fact]
    public void A_session_counts_on_every_instance_while_its_key_is_there_with_the_roles_of_now()
    {
        var (key, next) = (TestKeys.Hash("key"), TestKeys.Hash("next"));
        var clock = new ManualClock(InMemoryApp.Start);
        var session = Of($"sales sha256={key}", 1, clock).Open(KeyOf($"sales sha256={key}"))!;

        Assert.Equal([Role.ReadMasked, Role.Read, Role.Sales], Of($"sales sha256={key}", 1, clock).Find(session.Value)!.Roles.Order());
        Assert.Equal([Role.ReadMasked], Of($"read-masked sha256={key}", 1, clock).Find(session.Value)!.Roles);
        Assert.Null(Of($"sales sha256={key}", 2, clock).Find(session.Value));
        Assert.Null(Of($"sales sha256={next}", 1, clock).Find(session.Value));
        Assert.Null(Of($"sales sha256={key} notAfter=2026-03-01", 1, clock).Find(session.Value));
        Assert.Null(Of(null, 1, clock).Find(session.Value));
    }

    [Fact]
    public void A_value_that_was_changed_anywhere_is_no_session()
    {
        var sessions = Of($"sales sha256={TestKeys.Hash("key")}", 1, new ManualClock(InMemoryApp.Start));
        var value = sessions.Open(KeyOf($"sales sha256={TestKeys.Hash("key")}"))!.Value;

        Assert.NotNull(sessions.Find(value));
        // The last letter of the proof has two bits that say nothing: it is compared as text.
        Assert.All(Enumerable.Range(0, value.Length), index => Assert.Null(sessions.Find($"{value[..index]}{(value[index] == 'A' ? 'B' : 'A')}{value[(index + 1)..]}")));
        foreach (var other in (string[])["", ".", "....", "1.crm.current.99999999999.", value + "A", value[..^1], "1." + value, value.Replace(".crm.", ".other.", StringComparison.Ordinal), value.Replace('1', '２'), new string('x', 100_000), value + new string('\uD800', 3)])
            Assert.Null(sessions.Find(other));
    }

    [Fact]
    public async Task A_sign_in_is_audited_and_so_is_one_with_a_key_that_once_counted()
    {
        var (app, http) = Start();

        await Cookie(http, "marketing");
        foreach (var caller in (string[])["expired", "wrong", "ingest"])
            await SignIn(http, $$"""{ "key": "{{TestKeys.Sent[caller]}}" }""");
        await SignIn(http, """{ "token": "not-a-token" }""");

        using var page = JsonDocument.Parse((await http.Send("GET", "/api/v1/audit", static request => request.Headers["x-api-key"] = TestKeys.Sent["admin"])).Text);
        Assert.Equal(
            ["key:expired access.refused SignIn 401", "key:ingest access.refused SignIn 403", "key:marketing session.open - 200"],
            page.RootElement.GetProperty("items").EnumerateArray().Select(static item => $"{item.GetProperty("actor")} {item.GetProperty("action")} {(item.TryGetProperty("subject", out var subject) ? subject : "-")} {item.GetProperty("outcome")}").Order(StringComparer.Ordinal));
        foreach (var said in (string[])["it came with an expired key, known as key:expired", "it came with an unknown key", "it came with a sign-in link that does not count", "key:ingest was refused at SignIn: LS-SESSION-003", "key:marketing did session.open to -: 200"])
            Assert.Contains(app.Log, line => line.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_signed_in_when_the_audit_log_cannot_be_written()
    {
        var (app, http) = Start();
        app.Operations.Before = static operation => operation.Place == TableNames.Audit ? throw new IOException("down") : Task.CompletedTask;

        var reply = await SignIn(http, $$"""{ "key": "{{TestKeys.Sent["read"]}}" }""");

        Assert.Equal(503, reply.Status);
        Assert.Equal(0, reply.Headers.SetCookie.Count);
    }

    [Theory]
    [InlineData("expired", 401, "LS-SESSION-001")]
    [InlineData("future", 401, "LS-SESSION-001")]
    [InlineData("wrong", 401, "LS-SESSION-001")]
    [InlineData("ingest", 403, "LS-SESSION-003")]
    public async Task A_key_that_does_not_count_or_is_for_programs_gives_no_cookie(string caller, int status, string code)
    {
        var (_, http) = Start();

        var reply = await SignIn(http, $$"""{ "key": "{{TestKeys.Sent[caller]}}" }""");

        Assert.Equal(status, reply.Status);
        Assert.Contains(code, reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, reply.Headers.SetCookie.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "key": "a", "token": "b" }""")]
    [InlineData("""{ "key": "" }""")]
    [InlineData("""{ "key": 1 }""")]
    [InlineData("""{ "key": "a", "name": "b" }""")]
    [InlineData("[]")]
    [InlineData("key=a")]
    public async Task A_body_without_exactly_one_proof_is_refused(string body)
    {
        var (_, http) = Start();

        var reply = await SignIn(http, body);

        Assert.Equal(400, reply.Status);
        Assert.Contains("LS-SESSION-002", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_signs_in_once_and_within_twelve_hours()
    {
        var (app, http) = Start();
        var links = app.Get<SignInLinks>();
        var (first, second) = (links.Create("admin"), links.Create("admin"));

        Assert.Matches("^[A-Za-z0-9_-]{43}$", first);
        Assert.NotEqual(first, second);
        var reply = await SignIn(http, $$"""{ "token": "{{first}}" }""");
        Assert.Equal(200, reply.Status);
        Assert.Equal(200, (await Send(http, "GET", "/api/v1/audit", CookieOf(reply).Split(';')[0])).Status);
        Assert.Equal(401, (await SignIn(http, $$"""{ "token": "{{first}}" }""")).Status);
        app.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(401, (await SignIn(http, $$"""{ "token": "{{second}}" }""")).Status);
    }

    [Fact]
    public async Task A_link_counts_while_the_key_does_that_it_stands_for()
    {
        var (app, http) = Start();
        var links = app.Get<SignInLinks>();

        foreach (var name in (string[])["expired", "nobody"])
            Assert.Equal(401, (await SignIn(http, $$"""{ "token": "{{links.Create(name)}}" }""")).Status);
    }

    [Fact]
    public void The_oldest_of_many_links_that_nobody_used_goes()
    {
        var links = new SignInLinks(new ManualClock(InMemoryApp.Start));
        var tokens = Enumerable.Range(0, 17).Select(_ => links.Create("admin")).ToList();

        Assert.Null(links.Take(tokens[0]));
        Assert.All(tokens.Skip(1), token => Assert.Equal("admin", links.Take(token)));
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_from_the_browser()
    {
        var (_, http) = Start();

        var reply = await Send(http, "DELETE", Path, "none=1");

        Assert.Equal((204, ""), (reply.Status, reply.Text));
        Assert.Equal("__Host-leads-session=; max-age=0; path=/; secure; samesite=strict; httponly", CookieOf(reply));
    }

    [Fact]
    public async Task A_key_and_a_person_learn_who_they_are_too()
    {
        var (_, http) = Start(KeyValuePair.Create("LeadScoring:Access:SignIn", (string?)"app-service"), KeyValuePair.Create("WEBSITE_AUTH_ENABLED", (string?)"True"));

        Assert.Equal(
            """{"name":"ingest","roles":["ingest"],"by":"key"}""",
            (await http.Send("GET", Path, static request => request.Headers["x-api-key"] = TestKeys.Sent["ingest"])).Text);
        Assert.Equal(
            """{"name":"Ann Quist","roles":["read-masked","read","sales"],"by":"principal"}""",
            (await http.Send("GET", Path, static request => request.Headers[ClientPrincipal.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Person)))).Text);
    }

    [Fact]
    public async Task It_is_no_refusal_that_nobody_is_signed_in_yet()
    {
        var (app, http) = Start();

        var nobody = await http.Send("GET", Path);
        Assert.Equal((204, "", "no-store"), (nobody.Status, nobody.Text, nobody.Headers.CacheControl.ToString()));
        Assert.DoesNotContain(app.Log, static line => line.Contains("GetSession", StringComparison.Ordinal));

        foreach (var caller in (string[])["wrong", "expired"])
        {
            var reply = await http.Send("GET", Path, request => request.Headers["x-api-key"] = TestKeys.Sent[caller]);
            Assert.Equal(401, reply.Status);
            Assert.Contains("LS-SESSION-001", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal(2, app.Log.Count(static line => line.Contains("GetSession", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_person_whose_session_has_ended_is_still_the_person_of_the_platform()
    {
        var (app, http) = Start(KeyValuePair.Create("LeadScoring:Access:SignIn", (string?)"app-service"), KeyValuePair.Create("WEBSITE_AUTH_ENABLED", (string?)"True"));
        var cookie = await Cookie(http, "admin");

        Assert.Contains("\"session\"", await By(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Contains("\"principal\"", await By(), StringComparison.Ordinal);

        async Task<string> By() => (await http.Send("GET", Path, request =>
        {
            Prepare(request, cookie);
            request.Headers[ClientPrincipal.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Person));
        })).Text;
    }

    private static (InMemoryApp App, InMemoryHttp Http) Start(params KeyValuePair<string, string?>[] more)
    {
        var app = new InMemoryApp(access: TestKeys.Settings.Concat(more).ToDictionary(StringComparer.Ordinal));
        return (app, new InMemoryHttp(app, asksForKeys: true));
    }

    private static Task<HttpReply> SignIn(InMemoryHttp http, string body, Action<HttpRequest>? prepare = null) => http.Send("POST", Path, request =>
    {
        Prepare(request, "");
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        prepare?.Invoke(request);
    });

    private static Task<HttpReply> Send(InMemoryHttp http, string method, string path, string cookie) => http.Send(method, path, request => Prepare(request, cookie));

    private static async Task<string> Cookie(InMemoryHttp http, string caller) => CookieOf(await SignIn(http, $$"""{ "key": "{{TestKeys.Sent[caller]}}" }""")).Split(';')[0];

    private static string CookieOf(HttpReply reply) => Assert.Single(reply.Headers.SetCookie)!;

    // As a page of the app sends it.
    private static void Prepare(HttpRequest request, string cookie)
    {
        (request.Scheme, request.Host) = ("https", new HostString(Host));
        (request.Headers["x-csrf"], request.Headers["Sec-Fetch-Site"], request.Headers.Cookie) = ("1", "same-origin", cookie);
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        request.ContentType = "application/json";
    }

    private static AccessKey KeyOf(string setting) => AccessKeyText.Read("crm", "current", setting, out _)!;

    private static Sessions Of(string? setting, byte installation, ManualClock clock) => new(
        new AccessKeys(new ConfigurationBuilder().AddInMemoryCollection([TestKeys.Setting("crm", "current", setting ?? "")]).Build()), Enumerable.Repeat(installation, 32).ToArray(), clock);
}
