using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using Azure.Data.Tables;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Leads;

/// <summary>A model without a grade in every answer, file and message: progress and target stand where a grade would.</summary>
public sealed class PointsAnswersTests
{
    private const string Ann = "ann@acme.example";

    private readonly InMemoryApp _app = new();

    [Fact]
    public async Task A_lead_shows_target_and_progress_and_neither_grade_nor_dimensions()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Event(Ann, "asset.downloaded"), Sent.Pricing(Ann));

        var model = (await _app.Lead(Ann)).Body.GetProperty("models")[0];

        Assert.Equal((35, 50m, 70), (model.GetProperty("score").GetInt32(), model.GetProperty("target").GetDecimal(), model.GetProperty("progress").GetInt32()));
        Assert.False(model.TryGetProperty("grade", out _) || model.TryGetProperty("dimensions", out _), model.ToString());
        Assert.Equal(("nurture", "Lead"), (model.GetProperty("stage").GetString(), model.GetProperty("status").GetString()));
        Assert.Equal(["Visits (+20)", "Brochure (+15)"], model.GetProperty("reasons").EnumerateArray().Select(static reason => reason.GetString()));
    }

    [Fact]
    public async Task A_model_with_grades_says_nothing_of_a_target()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Pricing(Ann));

        var model = (await _app.Lead(Ann)).Body.GetProperty("models")[0];

        Assert.True(model.TryGetProperty("grade", out _) && model.TryGetProperty("dimensions", out _));
        Assert.False(model.TryGetProperty("target", out _) || model.TryGetProperty("progress", out _));
    }

    [Fact]
    public async Task The_hand_off_makes_the_lead_an_opportunity_and_leaves_the_stage()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Event(Ann, "asset.downloaded"), Sent.Event(Ann, "webinar.attended"));

        var model = (await _app.Lead(Ann)).Body.GetProperty("models")[0];
        var message = _app.Topic.Sent.Single(static sent => sent.Subject == "lead.qualified");
        var data = message.Body.GetProperty("data");

        Assert.Equal(("qualified", "Opportunity", "target"), (model.GetProperty("stage").GetString(), model.GetProperty("status").GetString(), model.GetProperty("route").GetString()));
        Assert.Equal(("qualified", "Opportunity"), (data.GetProperty("stage").GetString(), data.GetProperty("status").GetString()));
        Assert.Equal((50, 50m, 100), (data.GetProperty("score").GetInt32(), data.GetProperty("target").GetDecimal(), data.GetProperty("progress").GetInt32()));
        Assert.False(data.TryGetProperty("grade", out _) || data.TryGetProperty("dimensions", out _), data.ToString());
        Assert.False(message.Properties.ContainsKey("grade"));
        Assert.Equal("target", message.Properties["route"]);
    }

    [Fact]
    public async Task The_status_stays_lead_where_the_model_leaves_it_to_sales()
    {
        await _app.Publish(CampaignModel.Yaml.Replace("status: { atTarget: Opportunity }", "", StringComparison.Ordinal));
        await _app.Send(Sent.Event(Ann, "asset.downloaded"), Sent.Event(Ann, "webinar.attended"));

        Assert.Equal("Lead", (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("status").GetString());
        Assert.Equal("Lead", _app.Topic.Sent.Single(static sent => sent.Subject == "lead.qualified").Body.GetProperty("data").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_model_with_grades_may_set_the_status_at_the_hand_off_too()
    {
        await _app.Publish(CrmModel.Yaml + "status: { atTarget: Opportunity }\n");
        await _app.Send([.. Sent.Visits(Ann, 4), Sent.Title(Ann, "VP Sales")]);

        Assert.Equal("Opportunity", (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_lead_that_cooled_down_is_a_lead_again()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Visits(Ann, 3));
        Assert.Equal("Opportunity", (await _app.Lead(Ann)).Body.GetProperty("models")[0].GetProperty("status").GetString());

        await _app.Nights(10);

        var recycled = _app.Topic.Sent.Single(static sent => sent.Subject == "lead.recycled").Body.GetProperty("data");
        Assert.Equal(("nurture", "Lead", 98), (recycled.GetProperty("stage").GetString(), recycled.GetProperty("status").GetString(), recycled.GetProperty("progress").GetInt32()));
    }

    [Fact]
    public async Task A_model_may_change_from_grades_to_points_and_back()
    {
        await _app.Publish(CrmModel.Yaml);
        await _app.Send(Sent.Visits(Ann, 6));
        Assert.Equal((60, "D1"), await Figures());

        await Publish(CampaignModel.Yaml.Replace("model: campaign", "model: crm", StringComparison.Ordinal));
        Assert.Equal((120, null), await Figures());
        Assert.Equal([120], await Scores(""));

        await Publish(CrmModel.Yaml);
        Assert.Equal((60, "D1"), await Figures());
        Assert.Equal([60], await Scores(""));

        async Task Publish(string yaml)
        {
            await _app.Publish(yaml);
            await _app.Get<RebuildRequests>().Ask("crm", _app.IdOf(Ann), default);
            await _app.Work();
        }

        async Task<(int, string?)> Figures()
        {
            var model = (await _app.Lead(Ann)).Body.GetProperty("models")[0];
            return (model.GetProperty("score").GetInt32(), model.TryGetProperty("grade", out var grade) ? grade.GetString() : null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?limit=1")]
    [InlineData("?limit=2")]
    public async Task Scores_above_a_hundred_are_sorted_by_number(string query)
    {
        await _app.Publish(CampaignModel.Yaml);
        foreach (var (name, visits) in new[] { ("a", 1), ("b", 4), ("c", 5), ("d", 6), ("e", 12), ("f", 25) })
            await _app.Send(Sent.Visits($"{name}@acme.example", visits));

        Assert.Equal([500, 240, 120, 100, 80, 20], await Scores(query));
    }

    [Fact]
    public async Task A_list_by_priority_or_by_the_lowest_score_knows_scores_above_a_hundred()
    {
        await _app.Publish(CampaignModel.Yaml);
        foreach (var (name, visits) in new[] { ("a", 1), ("b", 6), ("c", 12) })
            await _app.Send(Sent.Visits($"{name}@acme.example", visits));

        Assert.Equal([240, 120], await Scores("?minScore=120"));
        Assert.Equal([240], await Scores("?minScore=121"));
        Assert.Equal(3, (await Scores("?sort=priority")).Count);
        Assert.Equal([240, 120, 20], await Scores("?stage=qualified,nurture"));
    }

    [Fact]
    public async Task A_filter_by_grade_is_refused_where_no_model_has_one()
    {
        await _app.Publish(CampaignModel.Yaml);

        var (status, body) = await _app.Leads("?grade=A1");

        Assert.Equal(400, status);
        Assert.Contains("'campaign'", body.ToString(), StringComparison.Ordinal);
        Assert.Contains("minScore", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_models_with_grades_a_filter_by_grade_leaves_the_others_out()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Publish(CrmModel.Yaml);
        await _app.Send([.. Sent.Visits(Ann, 6), Sent.Title(Ann, "VP Sales"), .. Sent.Visits("bob@acme.example", 9)]);

        var lead = Assert.Single((await _app.Leads("?grade=A1")).Body.GetProperty("leads").EnumerateArray());

        Assert.Equal(Ann, lead.GetProperty("email").GetString());
        Assert.Equal(400, (await _app.Leads("?grade=A1&model=campaign")).Status);
        Assert.Equal(400, (await _app.Leads("?minScore=101&model=crm")).Status);
        Assert.Equal(200, (await _app.Leads("?minScore=101&model=campaign")).Status);
    }

    [Fact]
    public async Task The_file_has_progress_and_target_and_an_empty_grade()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Event(Ann, "asset.downloaded"), Sent.Event(Ann, "webinar.attended"));

        var lines = (await _app.Csv()).TrimEnd().Split("\r\n");
        var row = lines[0].TrimStart('\uFEFF').Split(',').Zip(lines[1].Split(',')).ToDictionary(static cell => cell.First, static cell => cell.Second, StringComparer.Ordinal);

        Assert.Equal(("50", "", "100", "50", "Opportunity"), (row["score"], row["grade"], row["progress"], row["target"], row["status"]));
    }

    [Fact]
    public async Task A_timeline_shows_the_progress_of_each_day()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Event(Ann, "asset.downloaded"));

        var score = (await _app.Timeline(Ann)).Body.GetProperty("entries").EnumerateArray().First(static entry => entry.GetProperty("kind").GetString() == "score").GetProperty("models")[0];

        Assert.Equal((15, 30), (score.GetProperty("score").GetInt32(), score.GetProperty("progress").GetInt32()));
        Assert.False(score.TryGetProperty("grade", out _));
    }

    [Fact]
    public async Task An_explanation_has_target_and_progress()
    {
        await _app.Publish(CampaignModel.Yaml);
        await _app.Send(Sent.Visits(Ann, 26));

        var (status, body) = await _app.Explain(Ann);

        Assert.Equal(200, status);
        var shown = JsonNode.Parse(body.GetRawText())!;
        var visits = shown["ledger"]![0]!.AsObject();
        // The newest of the 26 are named.
        Assert.Equal(20, visits["events"]!.AsArray().Count);
        visits.Remove("events");
        foreach (var member in new[] { "reasons", "untilChange", "whyNotYet" })
            Assert.True(shown.AsObject().Remove(member), member);
        Assert.Equal(
            $$$"""
            {"lead":"{{{_app.IdOf(Ann)}}}","model":"campaign","version":1,"asOf":"2026-03-01","timeZone":"UTC","score":{"exact":"500.000000","shown":500},"route":"target","missing":[],"categories":{"content":{"sum":0,"value":0,"share":"0.000000"},"visits":{"sum":520,"value":500,"share":"500.000000"}},"ledger":[{"rule":"visits","title":"Visits","category":"visits","newestDay":"2026-03-01","matches":26,"raw":520,"points":520,"share":"520.000000"},{"rule":"clamp","title":"clamp","category":"visits","newestDay":null,"matches":0,"raw":-20,"points":-20,"share":"-20.000000"}],"known":100,"until":"2026-06-11","target":50,"progress":100}
            """,
            shown.ToJsonString());
    }

    [Fact]
    public void A_row_of_history_is_read_with_and_without_a_grade()
    {
        var row = new TableEntity("lead", RowKeys.History(new Day(20_000), DayZone.Utc));
        row["d"] = """{"crm":{"score":70,"grade":"A2","route":"hot"},"campaign":{"score":170,"progress":100,"route":"target"}}"""u8.ToArray();

        var models = HistoryRow.Read(row).Models;

        Assert.Equal([("crm", 70, "A2", null), ("campaign", 170, null, 100)], models.Select(static figures => (figures.Model, figures.Score, figures.Grade, figures.Progress)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(12_345)]
    [InlineData(Figure.MostShown)]
    public void A_row_of_the_board_tells_score_and_lead(int score)
    {
        var key = BoardRows.Row(score, "k3v");

        Assert.Equal((score, "k3v"), (BoardRows.ScoreOf(key), BoardRows.LeadOf(key)));
        Assert.True(score == 0 || string.CompareOrdinal(key, BoardRows.Row(score - 1, "k3v")) < 0, key);
    }

    private async Task<List<int>> Scores(string query)
    {
        List<int> scores = [];
        string? continuation = null;
        do
        {
            var next = continuation is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{(query.Length == 0 ? "?" : "&")}continuation={Uri.EscapeDataString(continuation)}");
            var (status, body) = await _app.Leads(query + next);
            Assert.Equal(200, status);
            scores.AddRange(body.GetProperty("leads").EnumerateArray().Select(static lead => lead.GetProperty("models")[0].GetProperty("score").GetInt32()));
            continuation = body.GetProperty("continuation") is { ValueKind: JsonValueKind.String } token ? token.GetString() : null;
        }
        while (continuation is not null);
        return scores;
    }
}
