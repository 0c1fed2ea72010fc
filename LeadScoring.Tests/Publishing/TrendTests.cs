using System.Text.Json.Nodes;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Previews;

namespace LeadScoring.Tests.Publishing;

/// <summary>A trend survives a publish: the week before is that of the new version, folded from the log.</summary>
public sealed class TrendTests
{
    private const string Ann = "ann@acme.example";

    [Fact]
    public async Task The_trend_after_a_publish_is_that_of_the_new_version()
    {
        var app = new InMemoryApp();
        var driver = new PublishDriver(app);
        // Nothing fades, so that figures are round: a visit gives 30 engagement, and later 40.
        var yaml = SalesModel.With(", decay: { halfLife: 10d }", "");
        await app.Publish(yaml);
        await app.Send(Sent.With(Sent.Event(Ann, "profile.updated", 20), "profile", new JsonObject { ["jobTitle"] = "VP Sales", ["company"] = "Acme" }), Sent.Pricing(Ann, 15));
        await app.Nights(8);
        await app.Send(Sent.At(Ann, "page.viewed", app.Clock.GetUtcNow(), ("path", "/pricing")));
        Assert.Equal((80, 15), await Figures(app));

        await driver.Save(yaml.Replace("points: 3, signal", "points: 4, signal", StringComparison.Ordinal));
        var (status, answer) = await driver.Publish();
        Assert.True(status == 202, answer.ToString());
        await app.Work();

        // Seven days ago one visit: (100 + 40) / 2 = 70; now two: 90.
        Assert.Equal((90, 20), await Figures(app));
        // And it goes on as if that version had always been there.
        await app.Nights(6);
        Assert.Equal((90, 20), await Figures(app));
        await app.Nights(2);
        Assert.Equal((90, 0), await Figures(app));
    }

    [Fact]
    public void The_past_of_a_log_is_what_each_of_its_days_says() => Assert.All(Enumerable.Range(1, 200), static seed =>
    {
        var lead = RandomLead.Of(seed);
        var model = ScoringModel.Compile(lead.Model);
        var today = lead.Newest.AddDays(1 + (seed % 3));
        var (log, evaluator, card) = (Trend.DaysBefore(model, today), new Evaluator(model), new Scorecard(model));
        foreach (var e in lead.Log)
            log.Add(e);

        var past = Trend.Past(log, evaluator, card);

        Assert.Equal(Trend.DaysKept, past.Length);
        for (var ago = 1; ago <= Trend.DaysKept; ago++)
            Assert.Equal(ScoreOn(today.AddDays(-ago), model, lead.Log, evaluator, card), past[ago - 1]);
        Assert.Equal(Folded(model, lead.Log).ToLead().Signals.ToBytes(), log.All().ToBytes());
    });

    private static int ScoreOn(Day day, ScoringModel model, IEnumerable<LeadEvent> events, Evaluator evaluator, Scorecard card)
    {
        LeadEvent[] until = [.. events.Where(e => model.Zone.DayOf(e.OccurredAt) <= day)];
        if (until.Length == 0)
            return 0;
        var lead = Folded(model, until).ToLead();
        evaluator.Evaluate(lead.Signals, lead.Profile, day, card);
        return card.Score.Shown;
    }

    private static LeadFolder Folded(ScoringModel model, IEnumerable<LeadEvent> events)
    {
        var folder = new LeadFolder(model);
        foreach (var e in events)
            folder.Add(e);
        return folder;
    }

    private static async Task<(int Score, int? Trend)> Figures(InMemoryApp app)
    {
        var shown = (await app.Lead(Ann)).Body.GetProperty("models")[0];
        return (shown.GetProperty("score").GetInt32(), shown.TryGetProperty("trend", out var trend) && trend.ValueKind == System.Text.Json.JsonValueKind.Number ? trend.GetInt32() : null);
    }
}
