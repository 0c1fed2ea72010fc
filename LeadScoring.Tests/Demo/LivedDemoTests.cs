using System.Text.Json;
using System.Text.RegularExpressions;

using LeadScoring.Domain.Leads;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Tests.Browser;
using LeadScoring.Tests.Infra;

using Microsoft.Playwright;

namespace LeadScoring.Tests.Demo;

/// <summary>The app has lived through the ninety days of some leads, and was killed on the way.</summary>
[Needs(Need.Processes)]
public sealed partial class LivedDemoTests(DemoApp app) : IClassFixture<DemoApp>
{
    [Fact]
    public void The_demo_continues_where_it_was_killed()
    {
        Assert.False(app.Interrupted.Done);
        Assert.True(app.Finished.Done, app.Output);
        Assert.Equal(app.Interrupted.Now, app.Finished.Now);
        Assert.Contains("was interrupted", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_returns_to_real_time_after_the_demo() => Assert.InRange(app.ClockAhead, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));

    [Fact]
    public void Every_event_of_the_demo_was_taken_once()
    {
        var sent = DemoLeads.Generate(DateOnly.FromDateTime(app.Finished.Now.UtcDateTime), app.Finished.Seed, DemoApp.Leads, app.Finished.Now);

        Assert.Equal(sent.Select(demo => demo.Id).Order(StringComparer.Ordinal), Events("api").Select(entry => Text(entry, "id")).Order(StringComparer.Ordinal));
        Assert.Equal(DemoApp.Leads, app.Lived.Count);
    }

    [Fact]
    public void Every_report_of_sales_counts_once_and_there_are_several_kinds()
    {
        var reports = Events("feedback").ToList();

        Assert.Equal(reports.Count, reports.Select(entry => Text(entry, "id")).Distinct(StringComparer.Ordinal).Count());
        Assert.True(reports.Select(entry => Text(entry, "type")).Distinct(StringComparer.Ordinal).Count() >= 3, app.Output);
        Assert.All(reports, entry => Assert.False(string.IsNullOrEmpty(Text(entry.GetProperty("properties"), "by"))));
    }

    [Fact]
    public void Reports_are_about_a_hand_off_that_was_made_before() => Assert.All(app.Lived, lived =>
    {
        foreach (var report in lived.Timeline.Where(entry => IsEvent(entry, "feedback")))
        {
            var of = report.GetProperty("properties");
            Assert.Contains(lived.Timeline, entry => Text(entry, "type") == "lead.qualified" && Text(entry, "model") == Text(of, "model")
                && entry.GetProperty("epoch").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) == Text(of, "epoch") && At(entry) < At(report));
        }
    });

    [Fact]
    public void Decisions_are_dated_over_the_ninety_days_each_after_its_cause()
    {
        var decisions = app.Lived.SelectMany(lived => lived.Timeline.Where(entry => Text(entry, "kind") == "decision")).ToList();
        var days = decisions.Select(entry => At(entry).Date).Distinct().Order().ToList();

        Assert.True(days.Count >= 20, $"{days.Count} days");
        Assert.True((days[^1] - days[0]).TotalDays > 50, $"{days[0]} to {days[^1]}");
        Assert.All(decisions, entry => Assert.InRange(At(entry), app.Finished.Now.UtcDateTime.Date.AddDays(1 - DemoLeads.Days), app.Finished.Now.UtcDateTime.AddMinutes(15)));
        Assert.All(app.Lived, lived => Assert.True(lived.Timeline.First(entry => Text(entry, "kind") != "score") is var first && Text(first, "kind") == "event", $"{first}"));
    }

    [Fact]
    public void No_decision_of_a_lead_is_dated_before_the_one_it_follows() => Assert.All(app.Lived, lived =>
    {
        foreach (var model in lived.Timeline.Where(entry => Text(entry, "kind") == "decision").GroupBy(entry => Text(entry, "model")))
        {
            var epochs = model.Where(entry => Text(entry, "type") == "lead.qualified").Select(entry => entry.GetProperty("epoch").GetInt32()).ToList();
            Assert.Equal(Enumerable.Range(1, epochs.Count), epochs);
            var opened = model.Where(entry => Text(entry, "type") == "lead.qualified").Select(At).FirstOrDefault(DateTime.MaxValue);
            Assert.All(model.Where(entry => Text(entry, "type") is "lead.recycled" or "lead.overdue" or "lead.abandoned" or "lead.upgraded"), entry => Assert.True(At(entry) >= opened));
        }
    });

    [BrowserFact]
    public async Task The_pictures_of_the_documents_are_made_again()
    {
        // Of a small demo nobody may be with sales at the end.
        var hottest = app.Lived.OrderByDescending(static lived => lived.Lead.GetProperty("models").EnumerateArray().Any(static model => Text(model, "model") == "b2b-saas" && Text(model, "owner") == "sales")).First().Lead;
        await using var chromium = await Chromium.Start();
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var web = await WebPage.Open(chromium, await app.SignInLink(), null, 1280, theme);
            foreach (var (name, path) in Pictures.Pages)
            {
                await web.Page.GotoAsync(new Uri(new Uri(web.Page.Url), path.Replace("{hottest}", Text(hottest, "id"), StringComparison.Ordinal)).ToString());
                await web.Page.Locator("#title").WaitForAsync();
                // Figures that are computed first appear by themselves.
                await Assertions.Expect(web.Page.Locator("main .sk, main .computing")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
                var picture = Pictures.PathOf(name, theme == ColorScheme.Dark ? "dark" : "light");
                await web.Page.ScreenshotAsync(new PageScreenshotOptions { Path = picture });
                Assert.True(new FileInfo(picture).Length > 20_000, $"{picture} shows nothing.");
            }

            Assert.Empty(web.Complaints);
        }
    }

    [Fact]
    public void The_documents_show_exactly_the_pictures_that_are_made()
    {
        var shown = new[] { "README.md", "docs/guide/tour.md" }.SelectMany(static page => Picture().Matches(Checkout.Text(page)).Select(static match => match.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(Pictures.Pages.SelectMany(static page => new[] { Pictures.ReferenceTo(page.Name, "dark"), Pictures.ReferenceTo(page.Name, "light") }).Order(StringComparer.Ordinal), shown);
    }

    [GeneratedRegex(@"images/[a-z]+-(light|dark)\.png", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Picture();

    private IEnumerable<JsonElement> Events(string source) => app.Lived.SelectMany(lived => lived.Timeline.Where(entry => IsEvent(entry, source)));

    private static bool IsEvent(JsonElement entry, string source) => Text(entry, "kind") == "event" && Text(entry, "source") == source;

    private static DateTime At(JsonElement entry) => entry.GetProperty("occurredAt").GetDateTime();

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
