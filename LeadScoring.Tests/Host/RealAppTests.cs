using System.Net;
using System.Net.Http.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

/// <summary>The program itself, as a process.</summary>
[Needs(Need.Processes)]
public sealed class RealAppTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task A_killed_app_starts_again_on_the_same_storage_with_the_same_key_and_clock()
    {
        await using var app = await App.Start();
        var key = app.Key;
        await app.MoveClock(new DateTimeOffset(2031, 3, 1, 2, 0, 0, TimeSpan.Zero));

        await app.Kill9();
        await app.Restart();

        Assert.Equal(key, app.Key);
        Assert.Contains("\"now\":\"2031-03-01T02:0", await app.Http.GetStringAsync("/local/clock"), StringComparison.Ordinal);
        await app.WaitUntilIdle();
    }

    [Fact]
    public async Task It_ends_well_when_asked_to_stop()
    {
        await using var app = await App.Start();

        Assert.Equal(0, await app.Stop());
    }

    [Fact]
    public async Task It_takes_an_event_counts_what_that_cost_and_comes_to_rest()
    {
        await using var app = await App.Start();
        await app.ResetOperations();

        using var answer = await app.Http.PostAsJsonAsync("/api/v1/events", new { type = "page.viewed", lead = new { email = "ann@acme.example" } });
        await app.WaitUntilIdle();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotEmpty(await app.Operations());
        using var refused = await app.Anonymous.PostAsJsonAsync("/api/v1/events", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain("acme", app.Output.Replace("ann@acme.example\"}", "", StringComparison.Ordinal).Replace("ann%40acme", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/events", 31_000_000, false)]
    [InlineData("/api/v1/events", 31_000_000, true)]
    [InlineData("/api/v1/events", 105_000_000, false)]
    [InlineData("/api/v1/models/validate", 31_000_000, false)]
    [InlineData("/hooks/typeform/main", 31_000_000, true)]
    [InlineData("/api/v1/leads/import", 68_000_000, false)]
    public async Task A_body_that_is_too_large_is_413(string path, int bytes, bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = isChunked;
        // The refusal comes before the body is sent: a connection that breaks under it would hide the answer.
        request.Headers.ExpectContinue = !isChunked;

        using var answer = await running.App.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains(path.EndsWith("import", StringComparison.Ordinal) ? "LS-IMPORT-013" : "LS-HTTP-413", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_may_be_larger_than_the_workers_usual_limit()
    {
        var rows = string.Concat(Enumerable.Repeat("email,note\n", 1)) + string.Concat(Enumerable.Repeat("nobody," + new string('x', 100_000) + "\n", 320));

        using var answer = await running.App.Http.PostAsync("/api/v1/leads/import?dryRun=true", new StringContent(rows, System.Text.Encoding.UTF8, "text/csv"));

        Assert.True(rows.Length > 30_000_000);
        Assert.Contains("\"rows\":320", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HEAD", "/api/v1/health", HttpStatusCode.OK)]
    [InlineData("HEAD", "/app", HttpStatusCode.OK)]
    [InlineData("GET", "/", HttpStatusCode.Found)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/events", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/local/idle", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/admin/functions", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/v1/leads", HttpStatusCode.Unauthorized)]
    public async Task Anybody_is_answered_as_under_the_functions_host(string method, string path, HttpStatusCode status)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = running.App.Anonymous.BaseAddress };

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        // The host's own routes refuse without a word, the app's with what to do.
        if (status == HttpStatusCode.Unauthorized && path.StartsWith("/api/", StringComparison.Ordinal))
            Assert.Contains("LS-ACCESS-001", text, StringComparison.Ordinal);
        else if (status == HttpStatusCode.Unauthorized)
            Assert.Empty(text);
    }

    [Fact]
    public async Task The_printed_key_opens_the_hosts_own_routes_and_the_functions()
    {
        using var admin = await running.App.Http.GetAsync("/admin/functions");
        using var leads = await running.App.Http.GetAsync("/api/v1/leads");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (admin.StatusCode, leads.StatusCode));
    }

    [Fact]
    public async Task The_file_of_all_leads_is_told_from_a_lead()
    {
        await using var app = await App.Start();

        using var file = await app.Http.GetAsync("/api/v1/leads.csv?sort=priority");
        using var lead = await app.Http.GetAsync("/api/v1/leads/leads.csv");
        using var refused = await app.Anonymous.GetAsync("/api/v1/leads.csv");

        Assert.Equal((HttpStatusCode.OK, "text/csv"), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        Assert.Equal("leads.csv", file.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Contains("LS-LEAD-404", await lead.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
