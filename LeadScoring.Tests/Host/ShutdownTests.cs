using System.Net;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Host;

[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class ShutdownTests(Azurite azurite)
{
    [Fact]
    public async Task A_message_in_hand_is_finished_before_the_app_stops()
    {
        var app = await Hosted.Start(azurite, [typeof(Slow)]);
        await app.Send("last");
        await Eventually.True(() => app.Probe.Seen.Count == 1);

        var stopping = app.App.DisposeAsync().AsTask();
        app.Probe.Gate.SetResult();
        await stopping;

        Assert.Equal(["begin last", "end last"], app.Probe.Seen);
        Assert.Equal(0, await Hosted.Depth(app.Queue));
    }

    [Fact]
    public async Task A_request_in_hand_is_answered_before_the_app_stops()
    {
        var app = await Hosted.Start(azurite, [typeof(SlowPage)]);
        var request = app.Anonymous.GetAsync("/slow");
        await Eventually.True(() => app.Probe.Seen.Count == 1);

        var stopping = app.App.DisposeAsync().AsTask();
        app.Probe.Gate.SetResult();
        using var answer = await request;
        await stopping;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_idle_page_sees_a_message_that_waits_or_runs()
    {
        await using var app = await Hosted.Start(azurite, [typeof(Slow)]);
        await app.Send("one");
        await Eventually.True(() => app.Probe.Seen.Count == 1);

        Assert.Contains("\"idle\":false", await app.Http.GetStringAsync("/local/idle"), StringComparison.Ordinal);
        app.Probe.Gate.SetResult();
        await Eventually.True(async () => (await app.Http.GetStringAsync("/local/idle")).Contains("\"idle\":true", StringComparison.Ordinal));
        Assert.Equal(0, await Hosted.Depth(app.Queue));
    }
}
