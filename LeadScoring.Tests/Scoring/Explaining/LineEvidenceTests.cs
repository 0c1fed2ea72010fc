using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Scoring.Explaining;

public sealed class LineEvidenceTests
{
    private static readonly Day Today = new(20_000);

    [Theory]
    [InlineData("{ rule: r, category: web, on: page.viewed, points: 1, newest: 2 }", "e6 e5")]
    [InlineData("{ rule: r, category: web, on: page.viewed, points: 1, perDay: 1 }", "e6 e4 e1")]
    [InlineData("{ rule: r, category: web, on: page.viewed, points: 1, count: once }", "e6")]
    [InlineData("{ rule: r, category: web, on: page.viewed, points: 1, count: { distinct: path } }", "e6 e5")]
    [InlineData("{ rule: r, category: web, on: page.viewed, points: 1, within: 3d }", "e6 e5 e4")]
    [InlineData("{ rule: r, category: web, on: page.viewed, where: { path: /a }, bands: { of: count, steps: [ { atLeast: 2, points: 4 } ] } }", "e5 e4 e1")]
    [InlineData("{ rule: r, category: web, silence: { of: page.viewed, steps: [ { for: 0d, points: -1 } ] } }", "e6")]
    [InlineData("{ rule: r, category: web, state: { of: [email.subscribed, email.unsubscribed], is: email.unsubscribed }, points: -4 }", "e8")]
    [InlineData("{ rule: r, category: web, when: { jobTitle: vp }, points: 4 }", "e3")]
    public void The_events_behind_a_line_are_those_that_count_newest_first(string rule, string keys)
    {
        var model = Model(rule.Replace("0d", "1d", StringComparison.Ordinal));

        Assert.Equal(keys, string.Join(' ', EvidenceOf(model, "r", rule.Contains("silence", StringComparison.Ordinal) ? Today.AddDays(2) : Today)));
    }

    [Fact]
    public void A_combination_has_the_newest_event_of_each_part()
    {
        var model = Model(
            "{ rule: page, category: web, on: page.viewed, points: 1 }",
            "{ rule: title, category: web, when: { jobTitle: vp }, points: 1 }",
            "{ rule: both, category: web, together: [page, title], points: 1 }");

        Assert.Equal("e6 e3", string.Join(' ', EvidenceOf(model, "both", Today)));
    }

    [Fact]
    public void A_line_has_at_most_twenty_events_in_any_order_of_arrival()
    {
        var model = Model("{ rule: r, category: web, on: page.viewed, points: 0.1, newest: 50 }");
        LeadEvent[] log = [.. Enumerable.Range(0, 60).Select(static number => Event($"n{number:d2}", "page.viewed", -number % 7, number))];
        string[] expected = [.. log.OrderByDescending(static e => e.OccurredAt).ThenBy(static e => e.Id, StringComparer.Ordinal).Take(20).Select(static e => e.Id)];

        for (var seed = 0; seed < 5; seed++)
        {
            new Random(seed).Shuffle(log);
            Assert.Equal(expected, EvidenceOf(model, "r", Today, log));
        }
    }

    [Fact]
    public void Ignored_and_fast_tracked_events_are_behind_no_line()
    {
        var loaded = ModelLoader.Load(Text("{ rule: r, category: web, on: page.viewed, points: 1 }") + "ignore: [ { on: page.viewed, where: { path: /a } } ]\nfastTrack: [ { id: f, on: page.viewed, where: { path: /b }, to: sales } ]");
        var model = ScoringModel.Compile(loaded.Definition!);

        Assert.Empty(EvidenceOf(model, "r", Today));
    }

    private static IEnumerable<string> EvidenceOf(ScoringModel model, string rule, Day asOf, LeadEvent[]? log = null)
    {
        log ??=
        [
            Event("e1", "page.viewed", -9, 1, "/a"), Event("e2", "profile.updated", -5, 1, title: "buyer"), Event("e3", "profile.updated", -4, 1, title: "vp"),
            Event("e4", "page.viewed", -2, 1, "/a"), Event("e5", "page.viewed", 0, 1, "/A "), Event("e6", "page.viewed", 0, 2, "/b"),
            Event("e7", "email.subscribed", -8, 1), Event("e8", "email.unsubscribed", -3, 1),
        ];
        var evidence = new LineEvidence(model);
        foreach (var e in log)
            evidence.Add(e, e.Id);
        var lead = FoldedLead.Fold(model, log, asOf);
        var explained = new Evaluator(model).Explain(lead.Signals, lead.Profile, asOf);
        // The key of a teller is found by what the profile knows of it.
        return explained.Ledger.Where(line => line.Rule == rule).SelectMany(line => evidence.For(line, explained, lead.Profile)).Select(static e => e.Key);
    }

    private static LeadEvent Event(string id, string type, int day, int hour, string? path = null, string? title = null) => new()
    {
        Source = "test",
        Id = id,
        Type = type,
        OccurredAt = Today.AddDays(day).Start.AddMinutes(hour),
        Properties = path is null ? Fields.Empty : new Fields([KeyValuePair.Create("path", new FieldValue(path))]),
        Profile = title is null ? Fields.Empty : new Fields([KeyValuePair.Create("jobTitle", new FieldValue(title))]),
    };

    private static ScoringModel Model(params string[] rules)
    {
        var loaded = ModelLoader.Load(Text(rules));
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ScoringModel.Compile(loaded.Definition);
    }

    private static string Text(params string[] rules) =>
        $$"""
        model: evidence
        title: Evidence
        dimensions: { fit: { categories: { web: 1 } }, other: { categories: { rest: 1 } } }
        rules:
        {{string.Join('\n', rules.Select(static rule => "  - " + rule))}}
        grades: { letter: fit, number: other, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }

        """;
}
