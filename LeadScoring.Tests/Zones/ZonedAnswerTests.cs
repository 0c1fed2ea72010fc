using System.Text.Json;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Zones;

/// <summary>Answers, messages and rows tell days of the model's time zone, and name it.</summary>
public sealed class ZonedAnswerTests
{
    private const string Ann = "ann@acme.example";
    private const string LosAngeles = "America/Los_Angeles";

    private readonly InMemoryApp _app = new();

    // The second of March in UTC, the evening of the first in California.
    private static DateTimeOffset Evening { get; } = InMemoryApp.Start.AddHours(15);

    [Fact]
    public async Task An_explanation_is_of_today_in_the_time_zone_of_its_model()
    {
        await Visit(ZonedModel.Of("west", LosAngeles));

        var (_, today) = await _app.Explain(Ann);
        var (_, before) = await _app.Explain(Ann, "?asOf=2026-02-28");
        var (_, later) = await _app.Explain(Ann, "?asOf=2026-03-06");

        Assert.Equal(("2026-03-01", LosAngeles, "2026-03-06"), (today.Text("asOf"), today.Text("timeZone"), today.Text("until")));
        Assert.Equal("2026-03-01", Assert.Single(today.GetProperty("ledger").EnumerateArray()).Text("newestDay"));
        Assert.Equal(0, before.GetProperty("ledger").GetArrayLength());
        Assert.Equal(0, later.GetProperty("ledger")[0].GetProperty("points").GetDecimal());
    }

    [Theory]
    [InlineData("?asOf=2027-04-05", 200)]
    [InlineData("?asOf=2027-04-06", 400)]
    [InlineData("?asOf=1st", 400)]
    public async Task A_day_that_is_asked_for_is_at_most_400_days_ahead_in_the_zone(string query, int status)
    {
        await Visit(ZonedModel.Of("west", LosAngeles));

        var (answered, body) = await _app.Explain(Ann, query);

        Assert.Equal(status, answered);
        if (status == 400 && query.Length > 12)
            Assert.Contains("at most 2027-04-05", body.GetProperty("errors")[0].Text("fix"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_names_the_zone_of_its_days_and_the_time_of_its_last_activity()
    {
        await Visit(ZonedModel.Of("plain", null), ZonedModel.Of("west", LosAngeles));

        var (_, lead) = await _app.Lead(Ann);
        var models = lead.GetProperty("models").EnumerateArray().ToDictionary(static model => model.Text("model")!, StringComparer.Ordinal);

        Assert.Equal(("2026-03-07", null), (models["plain"].Text("until"), models["plain"].Text("timeZone")));
        Assert.Equal(("2026-03-06", LosAngeles), (models["west"].Text("until"), models["west"].Text("timeZone")));
        Assert.Equal(Evening, lead.GetProperty("lastActivityAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_timeline_tells_figures_at_the_end_of_a_day_of_the_zone()
    {
        await Visit(ZonedModel.Of("plain", null), ZonedModel.Of("west", LosAngeles));
        // Both days are over.
        _app.Clock.Advance(TimeSpan.FromDays(2));

        var (_, timeline) = await _app.Timeline(Ann);
        var scores = timeline.GetProperty("entries").EnumerateArray().Where(static entry => entry.TryGetProperty("day", out _)).ToList();

        Assert.Equal(
            [("2026-03-02", null, "plain", "2026-03-02T23:59:59.999Z"), ("2026-03-01", LosAngeles, "west", "2026-03-02T07:59:59.999Z")],
            scores.Select(static entry => (entry.Text("day"), entry.Text("timeZone"), entry.GetProperty("models")[0].Text("model"), entry.Text("occurredAt"))));
    }

    [Fact]
    public async Task An_export_names_the_zones_of_the_days_of_its_scores()
    {
        await Visit(ZonedModel.Of("plain", null), ZonedModel.Of("west", LosAngeles));

        var (_, export) = await _app.Export(Ann);

        Assert.Equal(
            [("2026-03-01", LosAngeles), ("2026-03-02", null)],
            export.GetProperty("scores").EnumerateArray().Select(static day => (day.Text("day"), day.Text("timeZone"))).Order());
    }

    [Fact]
    public async Task A_message_names_the_zone_of_its_days()
    {
        _app.Clock.MoveTo(Evening);
        await _app.Publish(SalesModel.With("title: Sales", $"title: Sales\ntimeZone: {LosAngeles}"));
        await _app.Send([Sent.At(Ann, "form.submitted", Evening, ("form", "contact-us"))]);

        var data = _app.Topic.Sent.Single(static message => message.Subject == "lead.qualified").Body.GetProperty("data");

        Assert.Equal(("2026-03-01", LosAngeles), (data.Text("asOf"), data.Text("timeZone")));
    }

    [Fact]
    public async Task Lists_of_models_name_their_zones()
    {
        await _app.Publish(ZonedModel.Of("west", LosAngeles));
        await _app.Publish(ZonedModel.Of("plain", null));

        var (_, list) = await InMemoryApp.Ask(query => _app.Get<ModelsHandler>().List(query, default), "");
        var (_, one) = await InMemoryApp.Ask(_ => _app.Get<ModelsHandler>().Get("west", null, default), "");

        Assert.Equal(["UTC", LosAngeles], list.GetProperty("models").EnumerateArray().Select(static model => model.Text("timeZone")));
        Assert.Equal(LosAngeles, one.Text("timeZone"));
    }

    [Fact]
    public async Task Only_a_lead_that_is_due_at_another_time_than_midnight_utc_has_the_newer_form()
    {
        await Visit(ZonedModel.Of("plain", null));
        Assert.Equal((2, "\"2026-03-07\""), await Stored());

        await _app.Publish(ZonedModel.Of("plain", LosAngeles).Replace("  - { rule: has-title", "  - { rule: more, category: site, on: page.viewed, points: 1 }\n  - { rule: has-title", StringComparison.Ordinal));
        await _app.Send([Sent.At("bob@acme.example", "page.viewed", Evening)]);
        Assert.Equal((3, "\"2026-03-06T08:00:00+00:00\""), await Stored("bob@acme.example"));
        var read = await _app.Get<LeadStore>().Read(_app.IdOf("bob@acme.example"), default);
        Assert.Equal(DayZoneTests.At("2026-03-06T08:00:00Z"), read.State!.Night.Due);
    }

    [Fact]
    public async Task A_publish_with_another_time_zone_says_so()
    {
        var http = new InMemoryHttp(_app);

        Assert.Null(await Publish(null));
        Assert.Equal("From this version on the days of the model are those of America/Los_Angeles, not of UTC: the leads are rebuilt, and what counts days may change.", await Publish(LosAngeles));

        async Task<string?> Publish(string? zone)
        {
            await http.Send("PUT", "/api/v1/models/west", request => request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ZonedModel.Of("west", zone))));
            var published = await http.Send("POST", "/api/v1/models/west/publish", static request => request.Body = new MemoryStream("""{"author":"ann","reason":"test"}"""u8.ToArray()));
            using var json = JsonDocument.Parse(published.Text);
            return json.RootElement.Text("note");
        }
    }

    [Theory]
    [InlineData("2026-03-10T00:00:00Z", "20260310:lead")]
    [InlineData("2026-03-10T07:00:00Z", "20260310T0700:lead")]
    [InlineData("2026-03-10T18:30:00Z", "20260310T1830:lead")]
    [InlineData("2026-03-10T18:30:01Z", "20260310T1831:lead")]
    [InlineData("2026-03-09T23:59:30Z", "20260310:lead")]
    public void A_row_of_the_index_is_read_from_its_minute_on(string due, string key)
    {
        var row = DueRows.Night(DayZoneTests.At(due), "lead");

        Assert.Equal((key, "lead"), (row.RowKey, DueRows.LeadOf(row.RowKey)));
        Assert.True(string.CompareOrdinal(row.RowKey, DueRows.AfterNights(DayZoneTests.At(due).AddMinutes(1))) < 0);
        Assert.True(string.CompareOrdinal(row.RowKey, DueRows.AfterNights(DayZoneTests.At(due).AddMinutes(-1))) >= 0);
    }

    private async Task Visit(params string[] models)
    {
        _app.Clock.MoveTo(Evening);
        foreach (var model in models)
            await _app.Publish(model);
        await _app.Send([Sent.At(Ann, "page.viewed", Evening)]);
    }

    private async Task<(int Schema, string Due)> Stored(string email = Ann)
    {
        var row = (await _app.Tables.Leads.Find(_app.IdOf(email), RowKeys.Lead, default))!;
        using var json = JsonDocument.Parse(row.GetBytes("d")!);
        return (json.RootElement.GetProperty("schema").GetInt32(), json.RootElement.GetProperty("night").GetProperty("due").GetRawText());
    }
}

/// <summary>Members of answers.</summary>
file static class Members
{
    /// <summary>The text; null for a member that is absent.</summary>
    public static string? Text(this JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
