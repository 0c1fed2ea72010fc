using System.Text.Json.Nodes;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Health;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Tracking;

/// <summary>Anyone who asks to be called is called, up to a number for each site and day; what is more, marketing looks at.</summary>
public sealed class FastTrackLimitTests
{
    private const string OtherSite = "https://docs.acme.example";

    private readonly TrackApp _track = new(new TrackingOptions { Origins = [TrackApp.Site, OtherSite], EventTypes = ["site.*"], FastTracksPerSite = 2 });

    [Fact]
    public async Task What_comes_beyond_the_number_of_a_site_is_a_follow_up_for_marketing()
    {
        await Publish();

        for (var visitor = 0; visitor < 4; visitor++)
            await Call(visitor, $"call-{visitor}");
        await _track.App.Work();

        Assert.Equal(2, Sent("lead.qualified").Count);
        var asked = Sent("lead.followup");
        Assert.Equal(2, asked.Count);
        Assert.All(asked, static message => Assert.Equal(
            ("call-me", "marketing", false), (message.GetProperty("fastTrack").GetString(), message.GetProperty("by").GetString(), message.TryGetProperty("persona", out _))));
    }

    [Fact]
    public async Task A_request_that_comes_again_is_counted_once_and_asks_once()
    {
        await Publish();

        for (var attempt = 0; attempt < 4; attempt++)
            await Call(0, "call");
        await Call(1, "second");
        await Call(2, "third");
        await Call(2, "fourth");
        await _track.App.Work();

        Assert.Equal(2, Sent("lead.qualified").Count);
        Assert.Single(Sent("lead.followup"));
    }

    [Fact]
    public async Task Each_site_and_each_day_has_its_number()
    {
        await Publish();
        for (var visitor = 0; visitor < 3; visitor++)
            await Call(visitor, $"a-{visitor}");
        await Call(3, "b", OtherSite);
        Assert.Equal("degraded", await Health());

        _track.App.Clock.Advance(TimeSpan.FromDays(1));
        await Call(4, "next-day");
        await _track.App.Work();

        Assert.Equal(4, Sent("lead.qualified").Count);
        Assert.Single(Sent("lead.followup"));
        Assert.Equal("healthy", await Health());
    }

    [Fact]
    public async Task A_lead_shows_the_follow_up_and_why_and_is_overdue_in_time()
    {
        await Publish();
        for (var visitor = 0; visitor < 3; visitor++)
            await Call(visitor, $"call-{visitor}");
        await _track.App.Work();
        var lead = _track.App.Topic.Sent.Single(static message => message.Subject == "lead.followup").Body.GetProperty("data").GetProperty("lead").GetProperty("id").GetString()!;

        var model = (await _track.App.Lead(lead)).Body.GetProperty("models")[0];
        Assert.Equal("call-me", model.GetProperty("followUps")[0].GetProperty("fastTrack").GetString());
        var entries = (await _track.App.Timeline(lead)).Body.GetProperty("entries").EnumerateArray().ToList();
        Assert.Contains(entries, static entry => entry.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(static flag => flag.GetString() == "over-quota"));
        Assert.Contains(entries, static entry => entry.TryGetProperty("type", out var type) && type.GetString() == "lead.followup" && entry.GetProperty("fastTrack").GetString() == "call-me");

        _track.App.Clock.Advance(TimeSpan.FromHours(25));
        await _track.App.Get<DeadlineHandler>().Run(default);
        await _track.App.Work();

        Assert.Equal("call-me", Assert.Single(Sent("lead.followup.overdue")).GetProperty("fastTrack").GetString());
    }

    [Fact]
    public async Task Made_up_sites_share_one_number_where_any_site_may_send()
    {
        var track = new TrackApp(new TrackingOptions { Origins = ["*"], EventTypes = ["site.*"], FastTracksPerSite = 2, NewLeads = new IdentifyLimits(3, 100) });
        await Publish(track);

        var named = 0;
        for (var visitor = 0; visitor < 5; visitor++)
        {
            await Call(track, visitor, $"call-{visitor}", $"https://made-up-{visitor}.example");
            var identified = TrackApp.Event("lead.identified", ("id", $"named-{visitor}"), ("lead", new JsonObject { ["visitor"] = $"{visitor:x32}", ["email"] = $"p{visitor}@acme.example" }), ("properties", new JsonObject()));
            named += (await track.Send("POST", new JsonArray(identified).ToJsonString(), ("Origin", $"https://made-up-{visitor}.example"))).Status == 202 ? 1 : 0;
        }

        await track.App.Work();

        Assert.Equal((2, 3), (track.App.Topic.Sent.Count(static message => message.Subject == "lead.qualified"), named));
    }

    private Task Publish() => Publish(_track);

    private static async Task Publish(TrackApp track) => await track.App.Publish(SalesModel.With("{ id: call-back, on: form.submitted, where: { form: call-back }, to: inside-sales, respondWithin: 4h }", "{ id: call-me, on: site.call, to: sales }"));

    private Task Call(int visitor, string id, string site = TrackApp.Site) => Call(_track, visitor, id, site);

    private static async Task Call(TrackApp track, int visitor, string id, string site)
    {
        var body = TrackApp.Event("site.call", ("id", id), ("lead", new JsonObject { ["visitor"] = $"{visitor:x32}" }), ("properties", new JsonObject()));
        Assert.Equal(202, (await track.Send("POST", new JsonArray(body).ToJsonString(), ("Origin", site))).Status);
    }

    private List<System.Text.Json.JsonElement> Sent(string type) => [.. _track.App.Topic.Sent.Where(message => message.Subject == type).Select(static message => message.Body.GetProperty("data"))];

    private async Task<string> Health() => (await _track.App.Get<DeepHealth>().Run(default)).Single(static check => check.Name == "tracker").Status;
}
