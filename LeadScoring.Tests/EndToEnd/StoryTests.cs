using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Messages;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The acceptance stories of the hand-off, on the real process, with its clock moved. Each person is a lead of one story; time only goes on.</summary>
[Needs(Need.Processes)]
public sealed class StoryTests(RunningApp running) : IClassFixture<RunningApp>, IAsyncLifetime
{
    private const string Model = "acceptance";

    public Task InitializeAsync() => running.Publish(Model);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Story_1_Ann_becomes_an_A2_and_then_an_A1()
    {
        const string Ann = "ann@acme.example";
        const string Browser = "browser-of-ann";
        var now = await Now();
        // Eight pages of somebody unknown; the form says who it was.
        await Do([.. Enumerable.Range(1, 8).Select(page => StoryEvents.Anonymous(Browser, now.AddMinutes(-10 - page), page))]);
        await Do([.. StoryEvents.Interest(Ann, now).Select((e, number) => number == 0 ? StoryEvents.With(e, Browser) : e)]);
        Assert.Equal(8, (await running.Timeline(Ann)).Count(static entry => entry.GetProperty("kind").GetString() == "event" && entry.GetProperty("type").GetString() == "page.viewed"));

        var qualified = Assert.Single(await Told(Ann, "lead.qualified")).Body.GetProperty("data");
        Assert.Equal(("A2", "warm", "sales", 6), (Text(qualified, "grade"), Text(qualified, "route"), Text(qualified, "to"), qualified.GetProperty("attempts").GetInt32()));
        AssertAbout(now.AddDays(7), qualified.GetProperty("respondBy"));
        Assert.Equal(["Decides (+10)", "Size of the company (+10)", "White paper (+3)"], qualified.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()!));

        await Wait(TimeSpan.FromHours(20));
        var back = await Now();
        await Do(StoryEvents.Pricing(Ann, back));

        var upgraded = Assert.Single(await Told(Ann, "lead.upgraded")).Body.GetProperty("data");
        Assert.Equal(("A1", "warm", "hot"), (Text(upgraded, "grade"), Text(upgraded, "from"), Text(upgraded, "route")));
        AssertAbout(back.AddDays(2), upgraded.GetProperty("respondBy"));
        Assert.Equal(["lead.inquired", "lead.qualified", "lead.upgraded"], await Types(Ann));
        var lead = await running.Lead(Ann, Model);
        Assert.Equal(("qualified", "Lead", "sales"), (Text(lead, "stage"), Text(lead, "status"), Text(lead, "owner")));
    }

    [Fact]
    public async Task Story_2_Bob_asks_to_be_contacted_and_sales_has_him_within_seconds()
    {
        const string Bob = "bob@acme.example";
        var now = await Now();
        await Do(StoryEvents.Form(Bob, now, "contact-us", title: null));

        var qualified = Assert.Single(await Told(Bob, "lead.qualified"));
        var data = qualified.Body.GetProperty("data");
        Assert.Equal(("fast-track", "contact-us"), (Text(data, "cause"), Text(data, "route")));
        AssertAbout(now.AddHours(4), data.GetProperty("respondBy"));
        Assert.Equal($"{Bob}-form-contact-us", Text(data.GetProperty("event"), "id"));
        Assert.InRange(qualified.Body.GetProperty("time").GetDateTimeOffset() - now, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        var explanation = await running.Get($"/api/v1/leads/{Uri.EscapeDataString(Bob)}/explanation?model={Model}");
        Assert.DoesNotContain("form", explanation.GetProperty("ledger").EnumerateArray().Select(static line => line.GetProperty("rule").GetString()));
        Assert.Equal(0, explanation.GetProperty("dimensions").GetProperty("engagement").GetProperty("shown").GetInt32());
    }

    [Fact]
    public async Task Story_3_Sue_met_us_at_a_tradeshow_and_nobody_acts()
    {
        const string Sue = "sue@acme.example";
        var now = await Now();
        await Do(StoryEvents.Fair(Sue, now));

        var followUp = Assert.Single(await Told(Sue, "lead.followup")).Body.GetProperty("data");
        Assert.Equal(("tradeshow", "marketing"), (Text(followUp, "persona"), Text(followUp, "by")));
        AssertAbout(now.AddDays(2), followUp.GetProperty("dueBy"));

        await Wait(TimeSpan.FromHours(47));
        Assert.Empty(await Told(Sue, "lead.followup.overdue"));
        await Wait(TimeSpan.FromHours(2));
        Assert.Single(await Told(Sue, "lead.followup.overdue"));
        await Wait(TimeSpan.FromHours(30));
        Assert.Single(await Told(Sue, "lead.followup.overdue"));
        Assert.Equal(["lead.inquired", "lead.followup", "lead.followup.overdue"], await Types(Sue));
    }

    [Fact]
    public async Task Story_4_Ivan_goes_from_inside_sales_to_sales_when_his_title_is_known()
    {
        const string Ivan = "ivan@acme.example";
        var now = await Now();
        await Do([.. StoryEvents.Interest(Ivan, now, title: null), StoryEvents.Pricing(Ivan, now)]);

        var qualified = Assert.Single(await Told(Ivan, "lead.qualified")).Body.GetProperty("data");
        Assert.Equal(("B1", "sdr", "inside-sales"), (Text(qualified, "grade"), Text(qualified, "route"), Text(qualified, "to")));
        Assert.Equal("inside-sales", Text(await running.Lead(Ivan, Model), "owner"));

        await Do(StoryEvents.Title(Ivan, await Now(), "VP Operations"));
        var upgraded = Assert.Single(await Told(Ivan, "lead.upgraded")).Body.GetProperty("data");
        Assert.Equal(("A1", "sdr", "hot", "sales"), (Text(upgraded, "grade"), Text(upgraded, "from"), Text(upgraded, "route"), Text(upgraded, "to")));
        Assert.Equal("sales", Text(await running.Lead(Ivan, Model), "owner"));
    }

    [Fact]
    public async Task Story_5_Nobody_reaches_Pat_who_comes_back_a_month_later()
    {
        const string Pat = "pat@acme.example";
        await Do(StoryEvents.Interest(Pat, await Now()));
        await Wait(TimeSpan.FromDays(7.1));
        Assert.Equal("head-of-sales", Text(Assert.Single(await Told(Pat, "lead.overdue")).Body.GetProperty("data"), "escalate"));

        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var effect = Assert.Single(await Feedback(Pat, new { id = $"pat-{attempt}", kind = attempt % 2 == 0 ? "attempted" : "unreachable", model = Model, epoch = 1, by = "sue" }));
            Assert.Equal("counted", Text(effect, "effect"));
            Assert.Contains($"Attempt {attempt} of 6", Text(effect, "detail"), StringComparison.Ordinal);
            await running.Rest();
        }

        var abandoned = Assert.Single(await Told(Pat, "lead.abandoned")).Body.GetProperty("data");
        Assert.Equal((6, 6, "marketing"), (abandoned.GetProperty("tried").GetInt32(), abandoned.GetProperty("attempts").GetInt32(), Text(abandoned, "owner")));
        Assert.Equal("nurture", Text(await running.Lead(Pat, Model), "stage"));

        await Wait(TimeSpan.FromDays(31));
        await running.Night();
        await Do(StoryEvents.Pricing(Pat, await Now()), StoryEvents.Paper(Pat, await Now(), "case-study"));

        var sent = await Told(Pat, "lead.qualified");
        Assert.Equal([1, 2], sent.Select(static message => message.Body.GetProperty("data").GetProperty("epoch").GetInt32()));
        Assert.Equal(2, sent.Select(static message => message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Story_6_Mia_goes_quiet_and_recycles_on_the_day_that_was_announced()
    {
        const string Mia = "mia@acme.example";
        await Do([.. StoryEvents.Interest(Mia, await Now()), StoryEvents.Pricing(Mia, await Now()), StoryEvents.Pricing(Mia, await Now(), "2")]);
        var began = (await Now()).Date;

        var announced = new List<string>();
        while (Text(await running.Lead(Mia, Model), "stage") == "qualified")
        {
            Assert.True(announced.Count < 5, "she never recycles");
            var until = (await running.Lead(Mia, Model)).GetProperty("until").GetString()!;
            var day = DateTimeOffset.Parse(until + "T02:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
            var before = await Figures(Mia);
            await MoveTo(day.AddDays(-1));
            Assert.Equal(before, await Figures(Mia));
            await MoveTo(day);
            Assert.NotEqual(before, await Figures(Mia));
            announced.Add(until);
        }

        // 100 -> 75 -> 56 -> 42: the grade changes after sixty days, the route after ninety.
        Assert.Equal([60, 90], announced.Select(day => (DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture) - began).Days));
        Assert.Single(await Told(Mia, "lead.recycled"));
        var rest = await Types(Mia);
        await running.Night();
        await running.Night();
        Assert.Equal(rest, await Types(Mia));

        async Task<string> Figures(string email)
        {
            var lead = await running.Lead(email, Model);
            return $"{Text(lead, "grade")} {Text(lead, "route")}";
        }

        async Task MoveTo(DateTimeOffset night)
        {
            await running.App.MoveClock(night);
            await running.Night();
        }
    }

    [Fact]
    public async Task Story_7_A_competitor_is_never_sent_whatever_he_downloads()
    {
        const string Joe = "joe@rival.example";
        var now = await Now();
        await Do([.. StoryEvents.Interest(Joe, now), StoryEvents.Pricing(Joe, now), StoryEvents.Paper(Joe, now, "comparison"), StoryEvents.Form(Joe, now, "contact-us")]);

        Assert.Equal(["lead.inquired", "lead.disqualified"], await Types(Joe));
        var lead = await running.Lead(Joe, Model);
        Assert.Equal(("disqualified", "marketing"), (Text(lead, "stage"), Text(lead, "owner")));
    }

    [Fact]
    public async Task An_automatic_answer_waits_for_no_score()
    {
        const string Eve = "eve@acme.example";
        await Do(StoryEvents.Webinar(Eve, await Now()));

        var answer = Assert.Single(await Told(Eve, "lead.respond")).Body.GetProperty("data");
        Assert.Equal(("thanks-for-registering", "webinar.registered"), (Text(answer, "response"), Text(answer.GetProperty("event"), "type")));
    }

    private async Task Do(params string[] events)
    {
        await running.Send(events);
        await running.Rest();
    }

    private async Task<DateTimeOffset> Now() => (await running.Get("/local/clock")).GetProperty("now").GetDateTimeOffset();

    /// <summary>Time goes on, and the deadlines are looked at as every quarter of an hour.</summary>
    private async Task Wait(TimeSpan time)
    {
        await running.App.MoveClock(await Now() + time);
        await running.App.Run("CheckDeadlines");
        await running.Rest();
    }

    private async Task<IReadOnlyList<JsonElement>> Feedback(string email, object report)
    {
        using var answer = await running.App.Http.PostAsJsonAsync($"/api/v1/leads/{Uri.EscapeDataString(email)}/feedback", report);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. body.RootElement.GetProperty("effects").EnumerateArray().Select(static effect => effect.Clone())];
    }

    /// <summary>A lead's messages after duplicate detection, each held to its schema.</summary>
    private async Task<IReadOnlyList<TopicMessage>> Told(string email, string? type = null)
    {
        var id = (await running.Get($"/api/v1/leads/{Uri.EscapeDataString(email)}")).GetProperty("id").GetString();
        var messages = (await running.Storage.Published()).Select(static published => published.Message)
            .Where(message => message.SessionId == id)
            .DistinctBy(static message => message.MessageId, StringComparer.Ordinal)
            .ToList();
        Assert.All(messages, static message => Assert.Equal([], MessageSchemas.Faults(message)));
        return [.. messages.Where(message => type is null || message.Subject == type)];
    }

    private async Task<IEnumerable<string>> Types(string email) => (await Told(email)).Select(static message => message.Subject);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void AssertAbout(DateTimeOffset expected, JsonElement time) =>
        Assert.InRange(time.GetDateTimeOffset() - expected, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(60));
}
