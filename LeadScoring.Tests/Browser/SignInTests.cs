using System.Text.RegularExpressions;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>How a person signs in to the web app, in a real browser.</summary>
[Needs(Need.Processes)]
public sealed partial class SignInTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string SignInPage = "Sign in to see who is ready";

    [BrowserFact]
    public async Task The_link_signs_in_once_and_leaves_the_address()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        await using var context = await chromium.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var link = await running.App.SignInLink();

        await page.GotoAsync(link);
        await SignedIn(page);
        Assert.DoesNotContain("signin", await page.EvaluateAsync<string>("location.href + history.length + document.referrer"), StringComparison.Ordinal);
        var cookie = Assert.Single(await context.CookiesAsync());
        Assert.Equal(($"leads-session-{running.App.Http.BaseAddress!.Port}", true, SameSiteAttribute.Strict, "localhost", "/"), (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Domain, cookie.Path));
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
        Assert.DoesNotContain(link.Split('=')[1], await page.EvaluateAsync<string>("JSON.stringify({ ...localStorage, ...sessionStorage })"), StringComparison.Ordinal);

        // The same link opened again does no harm to who is signed in.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await SignedIn(page);

        await using var stranger = await chromium.Browser.NewContextAsync();
        var late = await stranger.NewPageAsync();
        await late.GotoAsync(link);
        await Assertions.Expect(late.Locator("#title")).ToHaveTextAsync(SignInPage);
        await Assertions.Expect(late.Locator("main")).ToContainTextAsync("The link or the key does not count.");
        Assert.Empty(await stranger.CookiesAsync());
    }

    [BrowserFact]
    public async Task A_key_signs_in_and_the_page_that_was_asked_for_opens()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        var page = await chromium.Browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        await page.GotoAsync(new Uri(running.App.Http.BaseAddress!, "/app/leads").ToString());
        await Assertions.Expect(page.Locator("#title")).ToHaveTextAsync(SignInPage);
        Assert.Empty(complaints);
        // In the middle, and not in the column of the navigation that comes later.
        var card = (await page.Locator(".signin .card").BoundingBoxAsync())!;
        Assert.InRange(card.Width, 400, 440);
        Assert.InRange(card.X + (card.Width / 2), 600, 680);

        await page.FillAsync("#key", running.App.Key);
        await page.Keyboard.PressAsync("Enter");

        await SignedIn(page);
        Assert.EndsWith("/app/leads", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_link_that_is_opened_where_the_app_is_open_already_signs_in()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        var page = await chromium.Browser.NewPageAsync();
        var link = await running.App.SignInLink();
        await page.GotoAsync(link.Split('#')[0]);
        await Assertions.Expect(page.Locator("#title")).ToHaveTextAsync(SignInPage);

        await page.GotoAsync(link);

        await SignedIn(page);
        // Nor does the token of another one stay in the address of who is signed in.
        await page.GotoAsync(page.Url.Split('#')[0] + "#" + (await running.App.SignInLink()).Split('#')[1]);
        await page.WaitForFunctionAsync("!location.hash");
    }

    private static Task SignedIn(IPage page) => Assertions.Expect(page.Locator("#title")).ToHaveTextAsync(AnotherPage(), new() { Timeout = 30_000 });

    [GeneratedRegex("^(?!Sign in to see).+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnotherPage();
}
