using System.Text.Json;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>How a model is changed and published in a real browser: by keys alone, by two people at once, without a session, and without an app that answers.</summary>
[Needs(Need.Processes)]
public sealed class ModelPageTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Model = "hand-off";
    private const string Address = "/app/models/" + Model;

    [BrowserFact]
    public async Task A_model_is_changed_and_published_by_keys_alone()
    {
        var before = await Version();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App);
        await Open(web);

        await web.Tab(".skip:not([href])");
        await web.Page.Keyboard.PressAsync("Enter");
        await web.Page.Keyboard.PressAsync("Control+End");
        await web.Page.Keyboard.TypeAsync($"\n# version {before + 1}\n");
        // The first closes what is proposed, the second lets the tab key leave the text.
        await web.Page.Keyboard.PressAsync("Escape");
        await web.Page.Keyboard.PressAsync("Escape");
        await web.Tab(".pubbar-reason input");
        await web.Page.Keyboard.TypeAsync("Looked at by keys alone");
        await Assertions.Expect(web.Page.Locator(".pubbar .btn.primary.only-mid")).Not.ToHaveAttributeAsync("aria-disabled", "true", new() { Timeout = 60_000 });
        await web.Tab(".pubbar .btn.primary.only-mid");
        await web.Page.Keyboard.PressAsync("Enter");

        await Eventually.True(async () => await Version() == before + 1, TimeSpan.FromSeconds(60));
        var published = (await running.Get($"/api/v1/models/{Model}")).GetProperty("versions").EnumerateArray().MaxBy(static version => version.GetProperty("version").GetInt32());
        Assert.Equal("Looked at by keys alone", published.GetProperty("reason").GetString());
        Assert.Empty(web.Complaints);
    }

    [BrowserFact]
    public async Task Whoever_saves_second_is_told_and_nobodys_text_is_lost()
    {
        await Version();
        await using var chromium = await Chromium.Start();
        await using var first = await WebPage.Open(chromium, running.App);
        await using var second = await WebPage.Open(chromium, running.App);
        await Open(first);
        await Open(second);

        await Write(first, "# of the first");
        await Save(first);
        await Eventually.True(async () => (await Draft()).Contains("# of the first", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        await Write(second, "# of the second");
        await Save(second);

        await Assertions.Expect(second.Page.Locator(".notices")).ToContainTextAsync("saved", new() { Timeout = 30_000 });
        Assert.DoesNotContain("# of the second", await Draft(), StringComparison.Ordinal);
        Assert.Contains("# of the second", await Text(second), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_text_outlives_an_app_that_is_away_and_a_session_that_ends()
    {
        await Version();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App);
        await Open(web);

        await web.Away(true);
        await Write(web, "# written on a train");
        await Save(web);
        await Assertions.Expect(web.Page.Locator("main")).ToContainTextAsync("does not answer", new() { Timeout = 30_000 });
        await web.Away(false);
        await web.Forget();
        await web.Page.ReloadAsync();
        await Assertions.Expect(web.Page.Locator("#title")).ToHaveTextAsync("Sign in to see who is ready");
        await web.Page.FillAsync("#key", running.App.Key);
        await web.Page.Keyboard.PressAsync("Enter");
        await Opened(web);

        Assert.EndsWith(Address, web.Page.Url, StringComparison.Ordinal);
        Assert.Contains("# written on a train", await Text(web), StringComparison.Ordinal);
        Assert.DoesNotContain("# written on a train", await Draft(), StringComparison.Ordinal);
    }

    private static async Task Open(WebPage web)
    {
        await web.Page.GotoAsync(new Uri(new Uri(web.Page.Url), Address).ToString());
        await Opened(web);
    }

    private static Task Opened(WebPage web) => web.Page.Locator(".cm-content").WaitForAsync();

    private static async Task Write(WebPage web, string line)
    {
        await web.Page.Locator(".cm-content").ClickAsync();
        await web.Page.Keyboard.PressAsync("Control+End");
        await web.Page.Keyboard.TypeAsync("\n" + line + "\n");
    }

    private static Task Save(WebPage web) => web.Page.Keyboard.PressAsync("Control+s");

    // Lines that are out of sight are not in the page.
    private static async Task<string> Text(WebPage web)
    {
        await web.Page.Locator(".cm-content").ClickAsync();
        await web.Page.Keyboard.PressAsync("Control+End");
        return await web.Page.Locator(".cm-content").InnerTextAsync();
    }

    // The published version; publishes the first.
    private async Task<int> Version()
    {
        await running.Publish(Model);
        return (await running.Get($"/api/v1/models/{Model}")).GetProperty("version").GetInt32();
    }

    private async Task<string> Draft() => (await running.Get($"/api/v1/models/{Model}")).GetProperty("yaml").GetString()!;
}
