using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using LeadScoring.Tests.Kit.Drivers;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Browser;

/// <summary>
/// The web app in a real browser, with two models published and leads about whom strangers wrote what they liked: every page is reached, in both themes and at the width of a phone, without a barrier,
/// a complaint of the browser, or a text that is taken for markup; and the main tasks are done as people do them.
/// </summary>
[Needs(Need.Processes)]
public sealed partial class WebAppTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";

    // Each would call alert, or load something, where a page takes texts for markup.
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'><iframe srcdoc='<script>parent.alert(1)</script>'>",
        "javascript:alert(1)", "</title><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "<a href=javascript:alert(1)>x</a>", "\u202e<b>gpj.exe</b>", "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        new('ا', 1000), string.Concat(Enumerable.Repeat("Z\u0335\u0321", 200)),
    ];

    private static readonly string[] Pages = ["/app/queue", "/app/overview", "/app/leads", "/app/models", "/app/sources", "/app/reports", "/app/health"];

    [BrowserFact]
    public async Task Every_page_works_in_both_themes_and_on_a_phone_whatever_people_wrote()
    {
        var lead = await Begin();
        await using var chromium = await Chromium.Start();
        string[] all = [.. Pages, $"/app/leads/{lead}?model=hand-off", "/app/models/hand-off", "/app/models/hand-off/versions", "/app/reports/service-level"];
        var faults = new List<string>();
        foreach (var (width, theme) in new[] { (1280, ColorScheme.Light), (1280, ColorScheme.Dark), (360, ColorScheme.Light) })
        {
            await using var web = await WebPage.Open(chromium, running.App, width, theme);
            foreach (var path in all)
            {
                await web.Go(path);
                var at = $"{path} {width} {theme}: ";
                faults.AddRange((await web.Barriers()).Select(barrier => at + barrier));
                var over = await web.Overflow();
                if (over > 0)
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"{at}is {over} pixels too wide"));
                faults.AddRange(web.Complaints.Select(complaint => at + complaint));
                if (await web.Page.Locator("main iframe, main script, main img").CountAsync() > 0)
                    faults.Add(at + "has markup of somebody else");
            }
        }

        Assert.Empty(faults.Distinct(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task The_first_to_call_and_why_are_two_clicks_away()
    {
        await Begin();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App);
        await web.Go("/app/overview");
        await web.Page.Locator(".pick select").SelectOptionAsync("hand-off");

        await web.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).GetByText(Queues()).ClickAsync();
        await web.Page.Locator(".q").First.ClickAsync();

        await Assertions.Expect(web.Page.Locator(".peek .say")).ToContainTextAsync("Why now:");
    }

    [BrowserFact]
    public async Task A_call_is_reported_and_taken_back_by_keys_alone()
    {
        await Begin();
        await using var chromium = await Chromium.Start();
        await using var web = await WebPage.Open(chromium, running.App);
        await web.Go("/app/queue?model=hand-off");
        var first = await web.Page.Locator(".q").First.GetAttributeAsync("data-lead");
        await web.Page.Keyboard.PressAsync("j");
        await web.Page.Keyboard.PressAsync("k");

        await web.Page.Keyboard.PressAsync("n");
        await Assertions.Expect(web.Page.Locator(".toast")).ToContainTextAsync("Not reached");
        await web.Page.Keyboard.PressAsync("z");
        await Assertions.Expect(web.Page.Locator(".toast")).ToHaveCountAsync(0);
        await web.Page.Keyboard.PressAsync("k");
        await web.Page.Keyboard.PressAsync("n");
        // Whoever leaves the page has meant it.
        await web.Go("/app/health");

        await Eventually.True(async () => Tried(await running.Get($"/api/v1/leads/{first}")) == 1, TimeSpan.FromSeconds(30));
    }

    [BrowserFact]
    public async Task A_name_of_a_thousand_characters_pushes_nobody_out_of_sight()
    {
        await Begin();
        var name = string.Concat(Enumerable.Repeat("Maria Magdalena ", 62)).Trim();
        var sent = await running.Send([.. Enumerable.Range(0, 3).Select(number => JsonSerializer.Serialize(new
        {
            id = $"long-name-{number}", type = "asset.downloaded", occurredAt = RunningApp.Evening.AddHours(-number), lead = new { email = "maria@acme.example" },
            properties = new { asset = $"paper-{number}" }, profile = new { jobTitle = "VP Operations", company = name, firstName = name },
        }))]);
        await running.Rest();
        await using var chromium = await Chromium.Start();
        foreach (var width in (int[])[1280, 360])
        {
            await using var web = await WebPage.Open(chromium, running.App, width);
            await web.Go("/app/queue?model=hand-off&lead=" + sent["long-name-0"]);
            var row = web.Page.Locator($"[data-lead='{sent["long-name-0"]}']");
            await row.WaitForAsync();
            Assert.InRange((await row.BoundingBoxAsync())!.Height, 40, 320);
        }
    }

    private static int Tried(JsonElement lead) => lead.GetProperty("models").EnumerateArray().Sum(static model => model.TryGetProperty("tried", out var tried) ? tried.GetInt32() : 0);

    // Ann and Bob wait for a call; a dozen others wrote what they liked into every field. Returns one of the latter.
    private async Task<string> Begin()
    {
        await running.Publish("cooling");
        await running.Publish("hand-off");
        var sent = await running.Send(
        [
            .. new[] { Ann, Bob }.SelectMany(static who => Enumerable.Range(0, 3).Select(number => JsonSerializer.Serialize(new
            {
                id = $"{who}-{number}", type = "asset.downloaded", occurredAt = RunningApp.Evening.AddHours(-number), lead = new { email = who },
                properties = new { asset = $"paper-{number}" }, profile = new { jobTitle = "VP Operations", company = "Acme", firstName = who[..3] },
            }))),
            .. Hostile.Select(static (text, number) => JsonSerializer.Serialize(new
            {
                id = $"hostile-{number}", type = "asset.downloaded", occurredAt = RunningApp.Evening.AddMinutes(-number), lead = new { email = $"person-{number}@acme.example" },
                properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["asset"] = text, ["title"] = text, [text[..Math.Min(text.Length, 40)]] = text },
                profile = new { company = text, jobTitle = text, firstName = text, country = text, phone = text },
            })),
        ]);
        await running.Rest();
        return sent["hostile-0"];
    }

    [GeneratedRegex("[Qq]ueue", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Queues();
}
