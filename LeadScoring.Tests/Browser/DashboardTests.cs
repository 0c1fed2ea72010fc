using System.Text.Json;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>The page at <c>/app</c> in a real browser, with two models published and leads about whom strangers wrote what they liked.</summary>
[Needs(Need.Processes)]
public sealed class DashboardTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Ann = "ann@acme.example";

    // Each would call alert, or load something, where a page takes texts for markup.
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'><iframe srcdoc='<script>parent.alert(1)</script>'>",
        "javascript:alert(1)", "</title><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "<a href=javascript:alert(1)>x</a>", "\u202e<b>gpj.exe</b>", "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    ];

    [BrowserFact]
    public async Task The_link_signs_in_once_and_leaves_the_address()
    {
        await running.Rest();
        await using var chromium = await Chromium.Start();
        var page = await chromium.Browser.NewPageAsync();
        var address = new Uri(running.App.Http.BaseAddress!, "/app").ToString();
        var link = await running.App.SignInLink();

        await page.GotoAsync(link);
        await Says(page, "Signed in as local_master.");
        Assert.Equal(address, page.Url);
        var cookie = Assert.Single(await page.Context.CookiesAsync());
        Assert.Equal(($"leads-session-{running.App.Http.BaseAddress!.Port}", true, SameSiteAttribute.Strict, "localhost", "/"), (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Domain, cookie.Path));
        Assert.Equal("[\"\",0,0]", await page.EvaluateAsync<string>("JSON.stringify([document.cookie, sessionStorage.length, localStorage.length])"));

        // A bookmark of the link, or the same link opened again, does no harm to who is signed in.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(link);
        await Says(page, "Signed in as local_master.");

        await using var stranger = await chromium.Browser.NewContextAsync();
        var late = await stranger.NewPageAsync();
        await late.GotoAsync(link);
        await Says(late, "The link or the key does not count.");
        Assert.Empty(await stranger.CookiesAsync());
    }

    [BrowserFact]
    public async Task Every_button_answers_and_nothing_that_people_wrote_is_run()
    {
        await running.Publish("cooling");
        await running.Publish("hand-off");
        await running.Send([.. Hostile.Select(static (text, number) => JsonSerializer.Serialize(new
        {
            id = $"hostile-{number}", type = "page.viewed", occurredAt = RunningApp.Evening.AddMinutes(-number), lead = new { email = number == 0 ? Ann : $"person-{number}@acme.example" },
            properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = text, ["title"] = text, [text[..Math.Min(text.Length, 40)]] = text },
            profile = new { company = text, jobTitle = text, firstName = text, country = text },
        }))]);
        await running.Rest();
        await using var chromium = await Chromium.Start();
        var page = await chromium.Browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            complaints.Add("a dialog opened: " + dialog.Message);
            await dialog.DismissAsync();
        };

        await page.GotoAsync(await running.App.SignInLink());
        await Says(page, "Signed in");
        await page.FillAsync("#lead", Ann);
        foreach (var button in await page.Locator("nav button").AllAsync())
        {
            await Answered(page, () => button.ClickAsync());
            Assert.DoesNotMatch("^[45][0-9]{2}:", await page.InnerTextAsync("#said"));
        }

        await Answered(page, () => page.ClickAsync("nav button >> text=Hottest leads"));
        Assert.Equal(Hostile.Length, await page.Locator("#leads tbody tr").CountAsync());
        await Answered(page, () => page.ClickAsync("#leads tbody tr >> nth=0 >> button"));
        Assert.Contains("/explanation?model=", await page.InnerTextAsync("#said"), StringComparison.Ordinal);
        Assert.Contains("\"ledger\"", await page.InnerTextAsync("#answer"), StringComparison.Ordinal);

        Assert.Empty(complaints);
        Assert.Equal(0, await page.Locator("main img, main svg, main iframe, main script, main a").CountAsync());
    }

    private static Task Says(IPage page, string text) => Eventually.True(async () => (await page.InnerTextAsync("#said")).StartsWith(text, StringComparison.Ordinal));

    private static async Task Answered(IPage page, Func<Task> click)
    {
        await page.EvaluateAsync("document.getElementById('answer').textContent = ''");
        await click();
        await Eventually.True(async () => (await page.InnerTextAsync("#answer")).Length > 0, TimeSpan.FromSeconds(30));
    }
}
