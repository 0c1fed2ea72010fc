using System.Collections.Concurrent;
using System.Text.Json;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Kit.Pages;

/// <summary>Somebody who looks at a site: one page in a browser of its own, whose clock stands still unless time is spent.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<IRequest> _sent = new();
    private readonly ConcurrentQueue<IRequest> _refused = new();
    private readonly ConcurrentQueue<IRequest> _answered = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visitor(TrackedSite tracked, IBrowserContext context, IPage page)
    {
        Tracked = tracked;
        _context = context;
        Page = page;
        context.Request += (_, request) =>
        {
            if (request.Method == "POST")
                _sent.Enqueue(request);
        };
        context.RequestFailed += (_, request) => _refused.Enqueue(request);
        context.RequestFinished += (_, request) => _answered.Enqueue(request);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Enqueue(message.Text);
        };
    }

    public TrackedSite Tracked { get; }

    public IPage Page { get; }

    /// <summary>What the browser says is wrong, such as what the page's policy keeps it from.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Requests whose answers the page is not given.</summary>
    public IReadOnlyList<IRequest> Refused => [.. _refused];

    /// <summary>Requests that tell something, in order.</summary>
    public IReadOnlyList<IRequest> Sent => [.. _sent];

    public static async Task<Visitor> Come(TrackedSite tracked, IBrowser browser)
    {
        var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        // Installed alone it runs on.
        await page.Clock.InstallAsync(new ClockInstallOptions { TimeDate = RunningApp.Evening.UtcDateTime });
        await page.Clock.PauseAtAsync(RunningApp.Evening.UtcDateTime.AddHours(1));
        return new Visitor(tracked, context, page);
    }

    /// <summary>Opens a page of the listed site.</summary>
    public Task Open(string path) => Page.GotoAsync(Tracked.Site.Origin + path);

    /// <summary>Opens the site's front page and accepts; returns the visitor's id.</summary>
    public async Task<string> Accept(string path = "/index.html")
    {
        await Open(path);
        await Page.ClickAsync("#accept");
        return await Id() ?? throw new InvalidOperationException("Accepting set no cookie.");
    }

    /// <summary>Returns when nothing that the page sent is on its way any more: until then the app may be at rest and not have it yet.</summary>
    public Task Rest() => Eventually.True(() => Sent.All(request => _answered.Contains(request) || _refused.Contains(request)));

    /// <summary>Lets time pass while the page is looked at; what it sent before has long arrived then.</summary>
    public async Task Read(int seconds)
    {
        await Rest();
        await Page.Clock.RunForAsync(seconds * 1000L);
    }

    /// <summary>Goes where no tracker is.</summary>
    public Task Leave() => Page.GotoAsync("about:blank");

    /// <summary>Another tab comes to the front, or this one again.</summary>
    public Task Show(bool isShown) => Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }", !isShown);

    /// <summary>The tracker's cookie; null when there is none.</summary>
    public async Task<BrowserContextCookiesResult?> Cookie() => (await _context.CookiesAsync()).SingleOrDefault(static cookie => cookie.Name == "leads");

    /// <summary>The visitor's id; null without one.</summary>
    public async Task<string?> Id() => (await Cookie())?.Value;

    /// <summary>Types of the events of a request.</summary>
    public static IReadOnlyList<string?> Types(IRequest request)
    {
        using var body = JsonDocument.Parse(request.PostData!);
        return [.. body.RootElement.EnumerateArray().Select(static e => e.GetProperty("type").GetString())];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
