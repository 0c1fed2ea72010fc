using System.Globalization;
using Azure;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>What a hook does with requests that are meant to harm. docs/reference/conformance.md names the rule that each test holds.</summary>
public sealed class HookSecurityTests
{
    public static TheoryData<string> Sources() => [.. Fixture.All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task The_address_that_a_request_claims_changes_nothing(string source)
    {
        var connected = await Connected.To(source);
        var signed = connected.Sign(connected.Bare);
        foreach (var (name, value) in new[] { ("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"), ("Forwarded", "host=evil.example;proto=http"), ("X-Original-URL", "/hooks/evil/main"), ("X-HTTP-Method-Override", "PUT") })
            Assert.Equal(connected.Taken, (await connected.Post(signed.With(header: (name, value)))).Status);
        if (!connected.Way.SignsUrl)
            return;

        // Signed for the host that the request names, it is a delivery to somebody else.
        var elsewhere = new Vendor(connected.Way, $"https://forged.example/hooks/{source}/{Connected.Id}").Sign(connected.Bare, connected.Hooks.App.Secrets["First"], Connected.UrlSecret, connected.Hooks.App.Clock.GetUtcNow());
        Assert.Equal(401, (await connected.Post(elsewhere.With(header: ("X-Forwarded-Host", "forged.example")))).Status);
    }

    [Theory]
    [InlineData("webhook-id", "msg\r\nSet-Cookie: a=b")]
    [InlineData("WebHook-Request-Origin", "eventemitter.example.com\r\nSet-Cookie: a=b")]
    public async Task No_header_of_a_request_is_in_an_answer(string name, string value)
    {
        var connected = await Connected.To("generic");
        foreach (var method in new[] { "POST", "OPTIONS" })
        {
            var answer = await connected.Hooks.Send(method, "generic", Connected.Id, connected.Sign(connected.Bare).With(header: (name, value)));
            Assert.DoesNotContain("Set-Cookie", answer.Text + string.Join(' ', answer.Headers.Select(static header => header.Key + header.Value)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_storage_failure_asks_the_vendor_to_send_again_without_details(int status)
    {
        foreach (var place in new[] { TableNames.Sources, TableNames.Leads, "lead-rescore" })
        {
            var connected = await Connected.To("typeform");
            var delivery = connected.Sign(connected.Bare);
            connected.Hooks.App.Operations.Before = operation => operation.Place == place ? throw new RequestFailedException(status, "account.table.core.windows.net", "SomethingInternal", null) : Task.CompletedTask;

            var failed = await connected.Post(delivery);
            connected.Hooks.App.Operations.Before = null;

            Assert.Equal((503, "10"), (failed.Status, failed.Headers.RetryAfter.ToString()));
            Assert.DoesNotContain("windows.net", failed.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("SomethingInternal", failed.Text, StringComparison.Ordinal);
            var again = await connected.Post(delivery);
            Assert.Equal(1, again.Count("accepted") + again.Count("duplicates"));
        }
    }

    [Fact]
    public async Task A_delivery_is_refused_while_one_of_two_secrets_is_unavailable()
    {
        var connected = await Connected.To("typeform");
        await connected.Connect("""{ "secrets": [ { "name": "First" }, { "name": "InVault" } ] }""");

        Assert.Equal(202, (await connected.Post(connected.Sign(connected.Bare))).Status);
        Assert.Equal(401, (await connected.Post(connected.Sign(connected.Bare, "the-secret-in-the-vault"))).Status);
        connected.Hooks.App.Secrets["InVault"] = "the-secret-in-the-vault";
        Assert.Equal(202, (await connected.Post(connected.Sign(connected.Bare, "the-secret-in-the-vault"))).Status);
        Assert.Equal(401, (await connected.Post(connected.Sign(connected.Bare, "another"))).Status);
    }

    [Fact]
    public async Task A_connection_that_is_no_longer_sufficient_is_503_and_not_a_refusal()
    {
        var connected = await Connected.To("typeform");
        await connected.Hooks.App.Tables[TableNames.Sources].Upsert(new Azure.Data.Tables.TableEntity("connection", "segment:old") { ["d"] = """{ "secrets": [ { "name": "First" } ] }"""u8.ToArray() }, default);

        var answer = await connected.Hooks.Post("segment", "old", connected.Bare);

        Assert.Equal((503, "60"), (answer.Status, answer.Headers.RetryAfter.ToString()));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task An_unknown_connection_costs_the_same_look_at_the_request_and_the_same_storage(string source)
    {
        var connected = await Connected.To(source);
        connected.Hooks.App.Secrets["First"] = VendorSecret.Of(connected.Way, "another").Told;
        connected.Hooks.App.Secrets["InUrl"] = "another";
        var wrong = connected.Sign(connected.Bare);

        var known = await Look(Connected.Id);
        var unknown = await Look("nobody");

        Assert.Equal(known, unknown);
        Assert.True(connected.Way.Proof.Header is not { } header || known.Headers.Contains(header, StringComparison.Ordinal));

        async Task<(string Headers, int Operations, string Answer)> Look(string id)
        {
            // The first request reads the connections; what counts is what a prober sees again and again.
            await connected.Hooks.Post(source, id, wrong);
            connected.Hooks.App.Operations.Reset();
            var headers = new RecordedHeaders(wrong.Headers);
            var answer = await connected.Hooks.Post(source, id, wrong, headers);
            return ($"{headers}", connected.Hooks.App.Operations.Total, $"{answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Requests_that_prove_nothing_use_up_nothing_of_a_connection()
    {
        var connected = await Connected.To("typeform", rate: new HookRate(2, 1, TimeSpan.FromHours(1)));
        var statuses = new List<int>();
        for (var number = 0; number < 4; number++)
            statuses.Add((await connected.Post(connected.Bare)).Status);

        Assert.Equal([401, 401, 429, 429], statuses);
        Assert.Equal(429, (await connected.Hooks.Post("typeform", "nobody", connected.Bare)).Status);
        Assert.Equal(202, (await connected.Post(connected.Sign(connected.Bare))).Status);
    }

    [Fact]
    public async Task All_requests_together_are_limited_before_they_are_read()
    {
        var connected = await Connected.To("typeform", rate: new HookRate(1, 1, TimeSpan.FromHours(1)));
        for (var number = 0; number < 10; number++)
            await connected.Hooks.Post("typeform", "nobody", connected.Bare);

        var answer = await connected.Post(connected.Sign(connected.Bare));

        Assert.Equal(429, answer.Status);
        Assert.True(int.Parse(answer.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("typeform")]
    [InlineData("typeform/main/more")]
    public async Task An_address_below_hooks_that_names_no_connection_is_never_404(string path)
    {
        var connected = await Connected.To("typeform");
        foreach (var (method, status) in new[] { ("POST", 401), ("GET", 200), ("HEAD", 200), ("OPTIONS", 200) })
        {
            var context = new DefaultHttpContext { Request = { Method = method, Path = "/hooks/" + path, Body = new MemoryStream(connected.Bare.Body) }, Response = { Body = new MemoryStream() } };
            var result = await new CaptureWebhook(connected.Hooks.App.Get<HookHandler>()).RunOther(context.Request, default);
            await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
            Assert.Equal(status, context.Response.StatusCode);
        }
    }
}
