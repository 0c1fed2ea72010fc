using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Time;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Host;

[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class ClockAndAdminTests(Azurite azurite)
{
    [Fact]
    public async Task The_clock_moves_and_no_timer_fires()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Timers)]);

        using var moved = await app.Http.PutAsJsonAsync("/local/clock", new { now = "2031-01-01T01:00:00Z" });

        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal(2031, app.App.Services.GetRequiredService<OffsetClock>().GetUtcNow().Year);
        Assert.Contains("\"now\":\"2031-01-01T01:0", await app.Http.GetStringAsync("/local/clock"), StringComparison.Ordinal);
        using var back = await app.Http.PutAsJsonAsync("/local/clock", new { now = (string?)null });
        Assert.Equal(TimeSpan.Zero, app.App.Services.GetRequiredService<OffsetClock>().Offset);
        Assert.Empty(app.Probe.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "now": "tomorrow" }""")]
    [InlineData("""{ "now": "2026-03-01T02:00:00" }""")]
    [InlineData("""{ "now": 1 }""")]
    [InlineData("""{ "\ud800": 1, "now": "\ud800" }""")]
    [InlineData("""{ "now": "1999-12-31T23:59:59Z" }""")]
    public async Task What_is_no_time_is_refused_with_an_example(string body)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Timers)]);

        using var answer = await app.Http.PutAsync("/local/clock", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("LS-LOCAL-003", problem.RootElement.GetProperty("code").GetString());
        Assert.Contains("2026-03-01T02:00:00Z", problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, app.App.Services.GetRequiredService<OffsetClock>().Offset);
    }

    [Theory]
    [InlineData("Yearly")]
    [InlineData("yearly")]
    public async Task A_timer_runs_when_asked(string name)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Timers)]);

        using var answer = await app.Http.PostAsJsonAsync("/admin/functions/" + name, new { });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.True(() => app.Probe.Seen.Count == 1);
    }

    [Fact]
    public async Task A_queue_function_runs_with_the_input_it_is_given()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Listener)]);

        using var answer = await app.Http.PostAsJsonAsync("/admin/functions/Listen", new { input = "by hand" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.True(() => app.Probe.Seen.SequenceEqual(["by hand"]));
    }

    [Theory]
    [InlineData("Nothing", HttpStatusCode.NotFound, "Listen, Yearly")]
    [InlineData("Listen", HttpStatusCode.BadRequest, "input")]
    [InlineData("Lead", HttpStatusCode.BadRequest, "/things/{lead}")]
    public async Task What_cannot_be_run_is_refused_with_what_can(string name, HttpStatusCode status, string fix)
    {
        await using var app = await Hosted.Start(azurite, [typeof(Timers), typeof(Listener), typeof(Pages)]);

        using var answer = await app.Http.PostAsJsonAsync("/admin/functions/" + name, new { });

        Assert.Equal(status, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains(fix, problem.RootElement.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_functions_has_their_names_and_triggers()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Timers), typeof(Listener)]);

        Assert.Equal("""[{"name":"Listen","trigger":"queue"},{"name":"Yearly","trigger":"timer"}]""", await app.Http.GetStringAsync("/admin/functions"));
    }

    [Fact]
    public async Task A_timer_fires_by_its_expression()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Ticks)]);

        await Eventually.True(() => app.Probe.Seen.Count >= 2);
    }
}
