using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>The reference of the HTTP API at <c>/app/reference</c> in a real browser.</summary>
[Needs(Need.Processes)]
public sealed class ReferenceTests(RunningApp running) : IClassFixture<RunningApp>
{
    [BrowserFact]
    public async Task The_reference_shows_every_group_and_asks_no_other_server()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        var page = await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var origin = running.App.Http.BaseAddress!.ToString();
        var asked = new List<string>();
        var failures = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        page.PageError += (_, error) => failures.Add(error);
        await page.AddInitScriptAsync("window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))");

        await page.GotoAsync(origin + "app/reference");
        foreach (var group in (string[])["Events", "Leads", "Models", "Operations"])
            await page.GetByText(group, new() { Exact = true }).First.WaitForAsync();

        Assert.All(asked, url => Assert.True(url.StartsWith(origin, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Contains(origin + "api/v1/openapi.json", asked);
        Assert.Empty(failures);
        // A part of Scalar tries whether code may be made from text, and does without where it may not.
        Assert.All(await page.EvaluateAsync<string[]>("refused"), static refused => Assert.StartsWith("require-trusted-types-for trusted-types-sink Function", refused, StringComparison.Ordinal));
    }
}
