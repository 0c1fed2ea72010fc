using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>A page of the web app in a real browser, signed in by a link, at the time of the app's clock. It notes whatever a browser complains about.</summary>
internal sealed class WebPage : IAsyncDisposable
{
    private static readonly string[] Grave = ["serious", "critical"];

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private WebPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors on the console, reports of the content security policy, failures of scripts, dialogs that markup opened.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Signs in.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="app">The app.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="theme">What the system prefers.</param>
    public static async Task<WebPage> Open(Chromium chromium, App app, int width = 1280, ColorScheme theme = ColorScheme.Light) =>
        await Open(chromium, await app.SignInLink(), RunningApp.Evening, width, theme);

    /// <summary>Signs in by a link.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="link">Signs in once.</param>
    /// <param name="now">The browser's time; null for the real one.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="theme">What the system prefers.</param>
    public static async Task<WebPage> Open(Chromium chromium, string link, DateTimeOffset? now, int width, ColorScheme theme)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = theme, HasTouch = width < 600, ReducedMotion = ReducedMotion.Reduce });
        if (now is { } time)
            await context.Clock.InstallAsync(new ClockInstallOptions { TimeDate = time.UtcDateTime });
        var page = await context.NewPageAsync();
        var web = new WebPage(context, page);
        web.Listen();
        await page.GotoAsync(link);
        await page.WaitForURLAsync("**/app/**");
        await page.Locator("#title").WaitForAsync();
        return web;
    }

    /// <summary>Goes to an address below <c>/app</c>, and waits until the page has asked for everything.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(new Uri(new Uri(Page.Url), path).ToString());
        await Settled();
    }

    /// <summary>Returns when nothing is asked for any more and the heading is there.</summary>
    public async Task Settled()
    {
        await Page.Locator("#title").WaitForAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Goes on by the tab key alone until something has the focus.</summary>
    /// <param name="selector">What is to have it.</param>
    /// <param name="most">Presses after which nobody would go on.</param>
    public async Task Tab(string selector, int most = 40)
    {
        for (var press = 0; press < most; press++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("what => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.matches(what) ?? false }", selector))
                return;
        }

        Assert.Fail($"{most} presses of the tab key do not reach {selector}.");
    }

    /// <summary>The session ends, as after twelve hours.</summary>
    public Task Forget() => _context.ClearCookiesAsync();

    /// <summary>The app answers no more, or again.</summary>
    public Task Away(bool isAway) => _context.SetOfflineAsync(isAway);

    /// <summary>What an accessibility check finds wrong that keeps people from using the page.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.Where(static violation => Grave.Contains(violation.Impact, StringComparer.Ordinal)).Select(static violation => $"{violation.Id}: {violation.Help}: {string.Join(' ', violation.Nodes.Take(3).Select(Text))}")];
    }

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public Task<int> Overflow() => Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth");

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static string Text(AxeResultNode node) => node.Html;

    private void Listen()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        Page.PageError += (_, error) => _complaints.Add(error);
        Page.Dialog += async (_, dialog) =>
        {
            // A page with a text that is not saved asks before it is left.
            if (dialog.Type == DialogType.BeforeUnload)
            {
                await dialog.AcceptAsync();
                return;
            }

            _complaints.Add("a dialog opened: " + dialog.Message);
            await dialog.DismissAsync();
        };
    }
}
