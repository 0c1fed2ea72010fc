using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>A curve, folded once, says of every day what the log folded for that day says, whatever machines and people do around midnight.</summary>
public sealed class ScoreCurveProperties
{
    private const int Seeds = 250;

    [Fact]
    public void Every_day_of_a_curve_is_the_explanation_of_that_day() => Assert.All(Enumerable.Range(1, Seeds), static seed =>
    {
        var (lead, log) = LeadOf(seed);
        var random = new Random(seed);
        var model = new VersionedModel("m", 1, ScoringModel.Compile(lead.Model));
        ImmutableArray<Day> days = [.. Enumerable.Range(-30 - random.Next(30), 90).Where(step => seed % 4 != 0 || step % 7 == 0).Select(step => lead.Newest.AddDays(step))];
        var curve = new ScoreCurve(model, days);
        foreach (var e in log)
            curve.Observe(EventIds.Of(e), e);
        random.Shuffle(log);
        foreach (var e in log)
            curve.Add(EventIds.Of(e), e);

        var points = curve.Points();

        Assert.Equal(days[0], points[0].Day);
        foreach (var day in days)
            Assert.Equal(TextOf(Expected(model, log, day)), TextOf(points.Last(point => point.Day <= day) with { Day = day }));
        Assert.All(points.Zip(points.Skip(1)), static pair => Assert.False(pair.First.SaysTheSameAs(pair.Second)));
    });

    [Fact]
    public void Many_of_these_leads_have_an_event_that_stops_counting_on_a_later_day()
    {
        var changing = Enumerable.Range(1, Seeds).Count(static seed =>
        {
            var (lead, log) = LeadOf(seed);
            var zone = lead.Model.TimeZone;
            var days = Enumerable.Range(-30, 31).Select(step => Counted(log.Where(e => zone.DayOf(e.OccurredAt) <= lead.Newest.AddDays(step)))).ToArray();
            return days.Zip(days.Skip(1)).Any(static pair => pair.First.Except(pair.Second).Any());
        });

        Assert.True(changing > Seeds / 10, $"only {changing} of {Seeds}");
    }

    private static HashSet<string> Counted(IEnumerable<LeadEvent> log)
    {
        var events = log.Select(static e => KeyValuePair.Create(EventIds.Of(e), e)).ToArray();
        var suspected = SuspicionFinder.Find(events);
        return [.. events.Select(static e => e.Key).Where(key => !suspected.TryGetValue(key, out var suspect) || suspect.IsOverruled)];
    }

    private static CurvePoint Expected(VersionedModel model, IEnumerable<LeadEvent> log, Day day)
    {
        var folded = FoldedLead.Fold(model.Model, log, day);
        var explanation = new Evaluator(model.Model).Explain(folded.Signals, folded.Profile, day);
        var shares = new ScoreShares(model.Model, explanation);
        return new CurvePoint(
            day,
            explanation.Score.Shown,
            explanation.Grade,
            explanation.RouteId,
            [.. explanation.Dimensions.Select(dimension => decimal.Parse(shares.Of(dimension).ToString(), CultureInfo.InvariantCulture))],
            explanation.Progress);
    }

    private static string TextOf(CurvePoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Day} {point.Score} {point.Grade} {point.Route} {string.Join(' ', point.Shares)} {point.Progress}");

    // A random lead, with bursts of clicks around midnight, machines among them, and words of people about some of it.
    private static (RandomLead Lead, LeadEvent[] Log) LeadOf(int seed)
    {
        var lead = seed % 3 == 0 ? RandomLead.Adding(seed) : RandomLead.Of(seed);
        var random = new Random(seed);
        var log = new List<LeadEvent>(lead.Log);
        for (var burst = random.Next(1, 4); burst > 0; burst--)
        {
            var midnight = lead.Model.TimeZone.StartOf(lead.Newest.AddDays(-random.Next(0, 25)));
            for (var i = random.Next(2, 9); i > 0; i--)
                log.Add(Mail(random, log.Count, midnight.AddMilliseconds(random.Next(-40_000, 40_000) / (random.Next(2) == 0 ? 20 : 1))));
        }

        var count = log.Count;
        for (var word = random.Next(0, 6); word > 0; word--)
        {
            log.Add(new LeadEvent
            {
                Source = "people",
                Id = $"w{word}",
                Type = EventTypes.Counted,
                OccurredAt = lead.Newest.AddDays(-random.Next(0, 30)).Start.AddHours(random.Next(24)),
                Properties = new Fields([KeyValuePair.Create("event", new FieldValue(EventIds.Of(log[random.Next(count)]))), KeyValuePair.Create("counts", new FieldValue(random.Next(2) == 0 ? "true" : "false"))]),
            });
        }

        return (lead, [.. log]);
    }

    private static LeadEvent Mail(Random random, int number, DateTimeOffset at)
    {
        string[] types = ["email.clicked", "email.clicked", "email.clicked", "email.opened", "email.delivered", "email.unsubscribed"];
        var properties = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["path"] = "/a", ["asset"] = "guide" };
        if (random.Next(4) > 0)
            properties["message"] = $"m{random.Next(2)}";
        properties["url"] = $"https://acme.example/{random.Next(4)}";
        if (random.Next(2) == 0)
            properties["links"] = random.Next(2, 4).ToString(CultureInfo.InvariantCulture);
        if (random.Next(8) == 0)
            properties["machine"] = "true";
        return new LeadEvent { Source = "mail", Id = string.Create(CultureInfo.InvariantCulture, $"m{number}"), Type = types[random.Next(types.Length)], OccurredAt = at, Properties = new Fields(properties) };
    }
}
