using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>What pages show where nothing is there yet, and where the app does not answer, in a real browser.</summary>
[Needs(Need.Processes)]
public sealed class StatesTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Problem = """{ "status": 500, "title": "Failed", "code": "LS-HTTP-500", "detail": "The app failed.", "fix": "Try again later." }""";

    private static readonly string[] Pages = ["/app/queue", "/app/overview", "/app/leads", "/app/leads/0123456789abcdefghijklmnop", "/app/models", "/app/models/hand-off", "/app/sources", "/app/reports/service-level", "/app/health"];

    [BrowserFact]
    public async Task A_page_that_fails_says_what_to_do_and_waits_for_nothing()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App, width: 360);
        await web.Page.RouteAsync("**/api/v1/**", static route => route.Request.Url.EndsWith("/session", StringComparison.Ordinal)
            ? route.ContinueAsync()
            : route.FulfillAsync(new RouteFulfillOptions { Status = 500, ContentType = "application/problem+json", Body = Problem }));

        var faults = new List<string>();
        foreach (var path in Pages)
        {
            await web.Page.GotoAsync(new Uri(running.App.Http.BaseAddress!, path).ToString());
            await Assertions.Expect(web.Page.Locator("main .note.bad").First).ToContainTextAsync("Try again later.");
            if (await web.Page.Locator("main .sk-box").CountAsync() > 0)
                faults.Add(path + " shows grey boxes, as if an answer came");
            if (await web.Page.Locator("main h1#title").CountAsync() != 1)
                faults.Add(path + " has no heading");
        }

        Assert.Empty(faults);
    }

    [BrowserFact]
    public async Task An_app_without_data_says_how_to_begin()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App, width: 360);

        await web.Go("/app/models");
        await Assertions.Expect(web.Page.GetByRole(AriaRole.Button, new() { Name = "New model ..." })).ToHaveCountAsync(1);
        await web.Go("/app/health");
        await Assertions.Expect(web.Page.GetByRole(AriaRole.Link, new() { Name = "To the models" })).ToHaveAttributeAsync("href", "/app/models");
        await Assertions.Expect(web.Page.Locator("main")).Not.ToContainTextAsync("POST");
        foreach (var (path, title) in new[] { ("/app/models/none", "There is no such model"), ("/app/nowhere", "This page does not exist"), ("/app/leads/0123456789abcdefghijklmnop", "Nobody is here") })
        {
            await web.Page.GotoAsync(new Uri(running.App.Http.BaseAddress!, path).ToString());
            await Assertions.Expect(web.Page.Locator("h1#title")).ToHaveTextAsync(title);
        }
    }

    [BrowserFact]
    public async Task All_parts_of_the_sources_fit_a_phone()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App, width: 360);

        await web.Go("/app/sources?tab=connect");

        Assert.Equal(0, await web.Page.EvaluateAsync<int>("(() => { const parts = document.querySelector('.head .seg'); return parts.scrollWidth - parts.clientWidth; })()"));
        Assert.Equal(0, await web.Page.EvaluateAsync<int>("[...document.querySelectorAll('.sources .two-lines')].filter(text => text.scrollHeight > text.clientHeight + 1).length"));
    }
}
