using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Access;

/// <summary>Who is believed, and what is answered to the others.</summary>
public sealed class GateTests
{
    private const string Person = "5f0c2a4e-1111-4222-8333-444455556666";

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("x-functions-key")]
    [InlineData("?code")]
    public async Task A_key_counts_in_each_place_where_clients_send_it(string place)
    {
        var reply = await Http().Send("GET", "/api/v1/models", request =>
        {
            if (place == "?code")
                request.QueryString = new QueryString("?code=" + Uri.EscapeDataString(TestKeys.Sent["read"]));
            else
                request.Headers[place] = TestKeys.Sent["read"];
        });

        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task A_stranger_learns_the_same_from_no_key_a_wrong_one_and_an_expired_one()
    {
        var http = Http();

        var texts = new List<string>();
        foreach (var caller in new[] { "none", "wrong", "expired", "future" })
            texts.Add((await http.Send("GET", "/api/v1/models", request => Send(request, caller))).Text);
        texts.Add((await http.Send("GET", "/api/v1/models", static request => request.Headers["x-api-key"] = new string('x', 100_000))).Text);

        Assert.Single(texts.Distinct(StringComparer.Ordinal));
        Assert.Contains("LS-ACCESS-001", texts[0], StringComparison.Ordinal);
        Assert.Contains("docs/operations/keys.md", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_the_roles_that_would_do()
    {
        var reply = await Http().Send("DELETE", "/api/v1/leads/ann@acme.example", static request => Send(request, "sales"));

        Assert.Equal(403, reply.Status);
        using var problem = JsonDocument.Parse(reply.Text);
        Assert.Equal("LS-ACCESS-002", problem.RootElement.GetProperty("code").GetString());
        Assert.Equal("This needs the role admin; the caller has one of the roles read-masked, read, sales.", problem.RootElement.GetProperty("detail").GetString());
        Assert.DoesNotContain("ann", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_keys_of_one_name_count_while_one_replaces_the_other()
    {
        var (old, next) = (AccessKeyText.NewKey(), AccessKeyText.NewKey());
        var app = new InMemoryApp(access: new[]
        {
            TestKeys.Setting("crm", "current", $"connector sha256={TestKeys.Hash(old)} notAfter=2026-03-02"),
            TestKeys.Setting("crm", "next", $"connector sha256={TestKeys.Hash(next)}"),
        }.ToDictionary(StringComparer.Ordinal));
        var http = new InMemoryHttp(app, asksForKeys: true);

        Assert.Equal((200, 200), (await Status(old), await Status(next)));
        app.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal((401, 200), (await Status(old), await Status(next)));

        async Task<int> Status(string key) => (await http.Send("GET", "/api/v1/health/deep", request => request.Headers["x-api-key"] = key)).Status == 401 ? 401 : 200;
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_is_named_and_the_others_count()
    {
        var app = new InMemoryApp(access: TestKeys.Settings.Concat(
        [
            TestKeys.Setting("bad", "current", "king sha256=00"),
            KeyValuePair.Create(AccessKeys.Section + ":flat", (string?)"admin"),
        ]).ToDictionary(StringComparer.Ordinal));

        var reply = await new InMemoryHttp(app, asksForKeys: true).Send("GET", "/api/v1/health/deep", static request => Send(request, "admin"));

        Assert.Contains("LeadScoring:Access:Keys:bad:current: it must begin with roles", reply.Text, StringComparison.Ordinal);
        Assert.Contains("LeadScoring:Access:Keys:flat: the slot is missing", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_admin_key_health_says_so()
    {
        var app = new InMemoryApp(access: TestKeys.Settings.Where(static setting => !setting.Key.Contains("admin", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));

        var reply = await new InMemoryHttp(app, asksForKeys: true).Send("GET", "/api/v1/health/deep", static request => Send(request, "read"));

        Assert.Contains("No key with the role admin counts", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app-service", "True", 200)]
    [InlineData("app-service", "False", 401)]
    [InlineData("app-service", null, 401)]
    [InlineData("off", "True", 401)]
    [InlineData(null, "True", 401)]
    public async Task A_principal_is_believed_only_where_the_platform_sets_it(string? setting, string? platform, int status)
    {
        var http = new InMemoryHttp(new InMemoryApp(access: SignIn(setting, platform)), asksForKeys: true);

        var reply = await http.Send("GET", "/api/v1/models", static request => request.Headers[ClientPrincipal.Header] = Principal("read"));

        Assert.Equal(status, reply.Status);
    }

    [Theory]
    [InlineData("marketing", 403)]
    [InlineData("something-else", 403)]
    [InlineData("admin", 200)]
    public async Task An_app_role_is_a_role(string role, int status)
    {
        var http = new InMemoryHttp(new InMemoryApp(access: SignIn("app-service", "True")), asksForKeys: true);

        var reply = await http.Send("GET", "/api/v1/audit", request => request.Headers[ClientPrincipal.Header] = Principal(role));

        Assert.Equal(status, reply.Status);
    }

    [Theory]
    [InlineData("not base64 %")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    public async Task A_header_that_is_no_principal_is_no_principal(string header)
    {
        var http = new InMemoryHttp(new InMemoryApp(access: SignIn("app-service", "True")), asksForKeys: true);

        Assert.Equal(401, (await http.Send("GET", "/api/v1/models", request => request.Headers[ClientPrincipal.Header] = header)).Status);
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("same-origin", 404)]
    [InlineData(null, 404)]
    public async Task A_session_changes_nothing_for_a_page_of_another_site(string? site, int status)
    {
        var http = new InMemoryHttp(new InMemoryApp(access: SignIn("app-service", "True")), asksForKeys: true);

        var reply = await http.Send("DELETE", "/api/v1/leads/ann@acme.example", request =>
        {
            request.Headers[ClientPrincipal.Header] = Principal("admin");
            if (site is not null)
                request.Headers["Sec-Fetch-Site"] = site;
        });

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task A_stranger_who_asks_again_and_again_fills_no_log()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        var http = new InMemoryHttp(app, asksForKeys: true);

        for (var i = 0; i < 50; i++)
            await http.Send("GET", "/api/v1/models", static request => Send(request, "wrong"));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await http.Send("GET", "/api/v1/models", static request => Send(request, "wrong"));

        Assert.Equal(2, app.Log.Count(static line => line.Contains("was refused: it came with an unknown key", StringComparison.Ordinal)));
        Assert.DoesNotContain(app.Log, static line => line.Contains(TestKeys.Sent["wrong"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_declares_nothing_is_closed_to_everybody()
    {
        var app = new InMemoryApp(access: TestKeys.Settings);
        var called = false;
        var http = new DefaultHttpContext();
        Send(http.Request, "admin");

        var result = await app.Get<AccessGate>().Run(typeof(GateTests).GetMethod(nameof(Undeclared), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!, http, () =>
        {
            called = true;
            return Task.FromResult<object?>(null);
        });

        Assert.Equal(403, (await InMemoryApp.Read((IActionResult)result!)).Status);
        Assert.False(called);
    }

    [Fact]
    public void The_worker_finds_the_method_of_every_entry_point() => Assert.All(
        InMemoryHttp.Functions, static function => Assert.Equal(function.Method, AccessMiddleware.MethodOf($"{function.Method.DeclaringType!.FullName}.{function.Method.Name}")));

    [Theory]
    [InlineData("read sha256=HASH", null)]
    [InlineData("read,connector sha256=HASH notBefore=2026-01-01 notAfter=2027-01-31T12:00:00Z", null)]
    [InlineData("", "it must begin with roles")]
    [InlineData("king sha256=HASH", "it must begin with roles")]
    [InlineData("read", "sha256=<64 hexadecimal digits> is missing")]
    [InlineData("read sha256=abc", "sha256=<64 hexadecimal digits>")]
    [InlineData("read sha256=HASH until=2027-01-31", "notBefore= and notAfter=")]
    [InlineData("read sha256=HASH notAfter=soon", "notBefore= and notAfter=")]
    [InlineData("read sha256=HASH notBefore=2026-01-02 notAfter=2026-01-02", "it ends before it begins")]
    public void A_key_is_read_from_its_setting(string text, string? fault)
    {
        var key = AccessKeyText.Read("crm", "current", text.Replace("HASH", new string('a', 64), StringComparison.Ordinal), out var found);

        Assert.Equal(fault is null, key is not null);
        if (fault is null)
            Assert.Equal(text.Replace("HASH", new string('a', 64), StringComparison.Ordinal).Replace("2026-01-01", "2026-01-01T00:00:00Z", StringComparison.Ordinal), AccessKeyText.Write(key!));
        else
            Assert.Contains(fault, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a__b")]
    [InlineData("ann@acme.example")]
    [InlineData("")]
    public void A_name_that_settings_cannot_hold_is_a_fault(string name) => Assert.Null(AccessKeyText.Read(name, "current", $"read sha256={new string('a', 64)}", out _));

    [Fact]
    public void A_new_key_is_recognised_by_its_beginning_and_has_256_random_bits()
    {
        var keys = Enumerable.Range(0, 100).Select(static _ => AccessKeyText.NewKey()).ToList();

        Assert.All(keys, static key => Assert.Matches("^lsk_[A-Za-z0-9_-]{43}$", key));
        Assert.Equal(100, keys.Distinct(StringComparer.Ordinal).Count());
    }

    private static void Undeclared()
    {
        // Stands for a function whose author forgot who may call it.
    }

    private static InMemoryHttp Http() => new(new InMemoryApp(access: TestKeys.Settings), asksForKeys: true);

    private static void Send(HttpRequest request, string caller)
    {
        if (TestKeys.Sent.TryGetValue(caller, out var key))
            request.Headers["x-api-key"] = key;
    }

    private static Dictionary<string, string?> SignIn(string? setting, string? platform) =>
        new(StringComparer.Ordinal) { ["LeadScoring:Access:SignIn"] = setting, ["WEBSITE_AUTH_ENABLED"] = platform };

    private static string Principal(string role) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"{{Person}}"},{"typ":"preferred_username","val":"ann@acme.example"},{"typ":"roles","val":"{{role}}"}]}"""));
}
