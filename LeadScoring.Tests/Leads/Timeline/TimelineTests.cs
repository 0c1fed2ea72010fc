using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Leads.Timeline;

public sealed class TimelineTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task Events_decisions_and_scores_are_one_list_with_the_newest_first()
    {
        await Story();

        var (status, body) = await _app.Timeline(Ann);

        Assert.Equal(200, status);
        Assert.Equal(
            [
                "2026-03-01 score crm 68 A2 hot",
                "2026-03-01 decision lead.qualified crm hot sales",
                "2026-03-01 event page.viewed",
                "2026-03-01 event page.viewed",
                "2026-02-28 event page.viewed",
                "2026-02-26 event page.viewed",
                "2026-02-26 event profile.updated",
            ],
            Lines(body));
    }

    [Fact]
    public async Task An_event_has_what_was_sent()
    {
        await Story();

        var entry = Entries((await _app.Timeline(Ann)).Body).First(static entry => entry.GetProperty("kind").GetString() == "event");

        Assert.Equal("/pricing", entry.GetProperty("properties").GetProperty("path").GetString());
        Assert.Equal("api", entry.GetProperty("source").GetString());
        Assert.StartsWith("sent-", entry.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-01T12:00:00Z", entry.GetProperty("occurredAt").GetString());
        Assert.Equal(0, entry.GetProperty("flags").GetArrayLength());
    }

    [Fact]
    public async Task A_change_of_score_shows_the_score_before()
    {
        await Story();
        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.Send(Sent.At(Ann, "page.viewed", InMemoryApp.Start.AddDays(1), ("path", "/pricing")));

        var figures = Entries((await _app.Timeline(Ann)).Body).First(static entry => entry.GetProperty("kind").GetString() == "score").GetProperty("models")[0];

        Assert.Equal(68, figures.GetProperty("was").GetInt32());
        Assert.InRange(figures.GetProperty("score").GetInt32(), 77, 80);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task Pages_together_are_the_whole_even_where_times_are_equal(int limit)
    {
        await _app.Publish(CrmModel.Yaml);
        // At one instant: six events, the decision that they cause, and two that wait.
        await _app.Send([.. Sent.Visits(Ann, 5), Sent.Title(Ann, "VP Sales")]);
        await _app.Send(Sent.Visits(Ann, 2, daysAgo: 1));
        await _app.Capture(Sent.Visits(Ann, 2));
        var whole = Entries((await _app.Timeline(Ann)).Body).Select(static entry => entry.GetRawText()).ToList();

        var paged = await Pages($"?limit={limit}");

        Assert.Equal(12, whole.Count);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task An_event_that_is_scored_between_two_pages_is_neither_lost_nor_repeated()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Capture(Sent.Visits(Ann, 6));
        var (_, first) = await _app.Timeline(Ann, "?limit=3");
        await _app.Work();

        var rest = await Pages($"?limit=3&before={first.GetProperty("continuation").GetString()}");

        var ids = Entries(first).Select(static entry => entry.GetProperty("id").GetString()).Concat(rest.Where(static entry => entry.Contains("\"event\"", StringComparison.Ordinal)).Select(static entry => JsonDocument.Parse(entry).RootElement.GetProperty("id").GetString())).ToList();
        Assert.Equal(6, ids.Count);
        Assert.Equal(6, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_waiting_event_is_shown_as_pending()
    {
        await _app.Capture(Sent.Pricing(Ann));

        var (status, body) = await _app.Timeline(Ann);

        Assert.Equal(200, status);
        Assert.Equal("pending", Assert.Single(Entries(body)).GetProperty("flags")[0].GetString());
    }

    [Fact]
    public async Task Entries_before_a_time_exclude_that_time()
    {
        await Story();

        Assert.Equal(3, Entries((await _app.Timeline(Ann, "?before=2026-03-01T12:00:00Z")).Body).Count());
        Assert.Equal(2, Entries((await _app.Timeline(Ann, "?before=2026-02-28T12:00:00Z")).Body).Count());
    }

    [Theory]
    [InlineData("?before=yesterday")]
    [InlineData("?before=1_2")]
    [InlineData("?before=5/6")]
    [InlineData("?before=0001-01-01")]
    [InlineData("?before=1_9_x")]
    [InlineData("?before=99999999999999999999_1_x")]
    [InlineData("?before=639000000000000000_2_a%20b")]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?after=1")]
    public async Task An_unusable_parameter_is_refused(string query)
    {
        await Story();

        Assert.Equal(400, (await _app.Timeline(Ann, query)).Status);
    }

    [Fact]
    public async Task An_unknown_lead_is_a_404() => Assert.Equal(404, (await _app.Timeline("nobody@acme.example")).Status);

    private async Task Story()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Title(Ann, "VP Sales", daysAgo: 3), Sent.At(Ann, "page.viewed", InMemoryApp.Start.AddDays(-3).AddMinutes(1), ("path", "/about")), Sent.Pricing(Ann, daysAgo: 1));
        await _app.Send(Sent.Visits(Ann, 2));
    }

    private async Task<List<string>> Pages(string query)
    {
        var entries = new List<string>();
        string? before = null;
        do
        {
            var (status, body) = await _app.Timeline(Ann, before is null ? query : $"{query.Split("&before")[0]}&before={before}");
            Assert.True(status == 200, body.ToString());
            entries.AddRange(Entries(body).Select(static entry => entry.GetRawText()));
            before = body.GetProperty("continuation").GetString();
            Assert.InRange(entries.Count, 1, 100);
        }
        while (before is not null);
        return entries;
    }

    private static JsonElement.ArrayEnumerator Entries(JsonElement body) => body.GetProperty("entries").EnumerateArray();

    private static IEnumerable<string> Lines(JsonElement body) => Entries(body).Select(static entry =>
    {
        var day = entry.GetProperty("occurredAt").GetString()![..10];
        return entry.GetProperty("kind").GetString() switch
        {
            "event" => $"{day} event {entry.GetProperty("type").GetString()}",
            "decision" => $"{day} decision {entry.GetProperty("type").GetString()} {entry.GetProperty("model").GetString()} {entry.GetProperty("route").GetString()} {entry.GetProperty("to").GetString()}",
            _ => $"{day} score {string.Join(';', entry.GetProperty("models").EnumerateArray().Select(static model => $"{model.GetProperty("model").GetString()} {model.GetProperty("score").GetInt32()} {model.GetProperty("grade").GetString()} {model.GetProperty("route").GetString()}"))}",
        };
    });
}
