using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Pages;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>The script in a real browser, on pages of another origin than the app's, against the real app.</summary>
[Needs(Need.Processes)]
public sealed class TrackerTests(TrackedSite tracked) : IClassFixture<TrackedSite>
{
    [BrowserFact]
    public async Task A_view_is_stored_with_the_time_for_which_it_was_seen()
    {
        await using var visitor = await tracked.Visit();
        await visitor.Open("/index.html");
        await visitor.Open(Site.Bare + "?utm_campaign=spring&utm_source=letter&token=secret#top");
        await visitor.Read(42);
        var id = await visitor.Id();
        await visitor.Leave();

        var view = Assert.Single(await tracked.Events(id!, 1));
        Assert.Equal(("page.viewed", "site/" + new Uri(tracked.Site.Origin).Authority), (view.Event.Type, view.Event.Source));
        Assert.Equal(
            [
                ("campaign", "spring"), ("campaignSource", "letter"), ("durationSeconds", "42"), ("path", Site.Bare),
                ("referrer", ""), ("title", "Bare"), ("url", tracked.Site.Origin + Site.Bare),
            ],
            view.Event.Properties.Select(static property => (property.Key, property.Value.Text)));
        Assert.Equal(42, (view.ReceivedAt - view.Event.OccurredAt).TotalSeconds);
        Assert.Empty(visitor.Complaints);
    }

    [BrowserFact]
    public async Task The_script_stores_and_sends_nothing_before_consent_and_then_keeps_the_id()
    {
        await using var visitor = await tracked.Visit();
        await visitor.Open("/pricing.html");
        await visitor.Page.EvaluateAsync("leads.identify('ann@acme.example'); leads.track('site.x')");
        await visitor.Show(false);
        await visitor.Show(true);
        Assert.Null(await visitor.Cookie());
        Assert.Empty(visitor.Sent);

        await visitor.Page.ClickAsync("#accept");
        var cookie = (await visitor.Cookie())!;
        await visitor.Page.ClickAsync("nav a[href='contact.html']");
        await visitor.Page.WaitForURLAsync("**/contact.html");
        // Two requests at once may arrive in any order.
        await tracked.Events(cookie.Value, 1);
        await visitor.Leave();

        Assert.Matches("^[0-9a-f]{32}$", cookie.Value);
        Assert.Equal((SameSiteAttribute.Lax, false, "127.0.0.1", "/"), (cookie.SameSite, cookie.HttpOnly, cookie.Domain, cookie.Path));
        Assert.Equal(365, Math.Round((DateTimeOffset.FromUnixTimeSeconds((long)cookie.Expires) - TimeProvider.System.GetUtcNow()).TotalDays));
        var views = await tracked.Events(cookie.Value, 2);
        Assert.Equal(["/pricing.html", "/contact.html"], views.Select(static view => view.Event.Properties["path"].Text));
        Assert.Equal(tracked.Site.Origin + "/pricing.html", views[1].Event.Properties["referrer"].Text);
    }

    [BrowserFact]
    public async Task A_form_that_tells_who_it_is_joins_the_address_and_the_visitor()
    {
        const string Email = "ann.browser@acme.example";
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept("/contact.html");
        await visitor.Page.FillAsync("input[name=email]", Email);
        await visitor.Page.FillAsync("input[name=jobTitle]", "VP Operations");
        await visitor.Page.ClickAsync("form button");
        await visitor.Page.WaitForSelectorAsync("#thanks");

        var identified = Assert.Single(await tracked.EventsOf(Email, 1));
        Assert.Equal(("lead.identified", Email, id), (identified.Event.Type, identified.Lead.Email?.Value, identified.Lead.Visitor));
        Assert.Equal([("email", Email), ("jobTitle", "VP Operations")], identified.Event.Profile.Select(static field => (field.Key, field.Value.Text)));
        await tracked.Rest();
        Assert.Contains(await tracked.Timeline(Email), static entry => entry.GetProperty("kind").GetString() == "event" && entry.GetProperty("type").GetString() == "lead.identified");
    }

    [BrowserFact]
    public async Task An_event_of_the_site_is_stored_with_its_properties()
    {
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept();
        await visitor.Page.EvaluateAsync("leads.track('site.calculated', { calculator: 'roi', saved: 12000 })");

        var calculated = Assert.Single(await tracked.Events(id, 1));
        Assert.Equal(("site.calculated", "roi", "12000"), (calculated.Event.Type, calculated.Event.Properties["calculator"].Text, calculated.Event.Properties["saved"].Text));
    }

    [BrowserFact]
    public async Task Each_path_of_a_single_page_app_is_a_view()
    {
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept();
        await visitor.Read(10);
        await visitor.Page.EvaluateAsync("history.pushState({}, '', '/product?tab=1')");
        // Two requests at once may arrive in any order.
        await tracked.Events(id, 1);
        await visitor.Read(20);
        await visitor.Page.EvaluateAsync("history.replaceState({}, '', '/product?tab=2')");
        await visitor.Page.EvaluateAsync("history.back()");
        // Going back within a page is no navigation that the driver surely sees.
        await Eventually.True(async () => await visitor.Page.EvaluateAsync<string>("location.pathname") == "/index.html");
        await tracked.Events(id, 2);
        await visitor.Read(30);
        await visitor.Leave();

        var views = await tracked.Events(id, 3);
        Assert.Equal(
            [("/index.html", "10", ""), ("/product", "20", "/index.html"), ("/index.html", "30", "/product")],
            views.Select(view => (view.Event.Properties["path"].Text, view.Event.Properties["durationSeconds"].Text, view.Event.Properties["referrer"].Text?.Replace(tracked.Site.Origin, "", StringComparison.Ordinal))));
    }

    [BrowserFact]
    public async Task Coming_back_to_a_tab_is_no_second_view_and_a_glance_is_nothing()
    {
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept();
        foreach (var seconds in new[] { 3, 4, 5 })
        {
            await visitor.Read(seconds);
            await visitor.Show(false);
            // Two requests at once may arrive in any order.
            await tracked.Events(id, seconds < 5 ? 1 : 2);
            await visitor.Read(100);
            await visitor.Show(true);
        }

        var events = await tracked.Events(id, 2);
        Assert.Equal([("page.viewed", "3"), ("page.returned", "5")], events.Select(static e => (e.Event.Type, e.Event.Properties["durationSeconds"].Text)));
        Assert.Equal(2, visitor.Sent.Count);
    }

    [BrowserTheory]
    [InlineData("globalPrivacyControl", "true")]
    [InlineData("doNotTrack", "'1'")]
    public async Task A_visitor_who_objects_gets_no_cookie_and_nothing_is_sent(string signal, string value)
    {
        await using var visitor = await tracked.Visit();
        await visitor.Page.AddInitScriptAsync($"Object.defineProperty(Navigator.prototype, '{signal}', {{ get: () => {value} }})");
        await visitor.Open(Site.Bare);
        await visitor.Page.EvaluateAsync("leads.consent(true); leads.identify('ann@acme.example'); leads.track('site.x')");
        await visitor.Show(false);

        Assert.Null(await visitor.Cookie());
        Assert.Empty(visitor.Sent);
    }

    [BrowserFact]
    public async Task A_visitor_who_opts_out_loses_the_id_and_stays_out_until_they_opt_in()
    {
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept();
        await visitor.Page.ClickAsync("#forget");
        await visitor.Page.EvaluateAsync("leads.track('site.x')");
        await visitor.Open(Site.Bare);
        await visitor.Page.EvaluateAsync("leads.consent()");
        await visitor.Show(false);
        await visitor.Open("/index.html");

        Assert.Equal("out", await visitor.Id());
        Assert.Empty(visitor.Sent);

        await visitor.Page.EvaluateAsync("leads.consent(true)");
        Assert.Matches("^[0-9a-f]{32}$", await visitor.Id());
        Assert.NotEqual(id, await visitor.Id());
    }

    [BrowserFact]
    public async Task Events_of_a_site_that_is_not_listed_are_refused()
    {
        await using var visitor = await tracked.Visit();
        await visitor.Page.GotoAsync(tracked.Stranger.Origin + Site.Bare);
        await visitor.Page.EvaluateAsync("leads.track('site.x')");
        var id = await visitor.Id();

        // The page is not even told the answer.
        await Eventually.True(() => visitor.Refused.Count == 1
            && visitor.Complaints.Any(static text => text.Contains("CORS", StringComparison.Ordinal) && text.Contains("/track", StringComparison.Ordinal)));
        Assert.Empty(await tracked.Events(id!, 0));
    }

    [BrowserFact]
    public async Task An_event_that_did_not_arrive_is_sent_with_the_next_and_counts_once()
    {
        await using var visitor = await tracked.Visit();
        var id = await visitor.Accept();
        var isLost = false;
        await visitor.Page.RouteAsync("**/track", async route =>
        {
            if (isLost)
            {
                await route.ContinueAsync();
                return;
            }

            // It arrives, and its answer gets lost.
            isLost = true;
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await visitor.Page.EvaluateAsync("leads.track('site.first')");
        await tracked.Events(id, 1);
        await Eventually.True(() => visitor.Refused.Count == 1);
        // When the page hears of the failure, nobody knows.
        await Eventually.True(async () =>
        {
            await visitor.Page.EvaluateAsync("leads.track('site.next')");
            return visitor.Sent.Skip(1).Any(static request => Visitor.Types(request) is ["site.first", ..]);
        });

        await visitor.Rest();
        await tracked.Rest();
        Assert.Equal(Visitor.Types(visitor.Sent[0]), (await tracked.Events(id, 2)).Select(static e => e.Event.Type).Where(static type => type != "site.next"));
    }
}
