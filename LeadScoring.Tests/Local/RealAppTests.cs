using System.Net;
using System.Net.Http.Json;

using LeadScoring.Tests.Drivers;

namespace LeadScoring.Tests.Local;

/// <summary>The program itself, as a process.</summary>
public sealed class RealAppTests
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
