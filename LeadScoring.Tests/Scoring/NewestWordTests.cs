using System.Globalization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Scoring;

/// <summary>The most matches of one value, and the newest of several events, as models use them; and how much the signals remember for them.</summary>
public sealed class NewestWordTests
{
    private const string Yaml = """
        model: crm
        title: Coming back
        dimensions:
          fit: { categories: { role: 1 } }
          engagement: { categories: { site: 1, mail: 1 } }
        rules:
          - { rule: same-page, category: site, on: page.viewed, where: { path: { startsWith: /products/ } }, bands: { of: { most: path }, steps: [ { atLeast: 2, points: 5 }, { atLeast: 4, points: 7 } ] } }
          - { rule: lately, category: site, on: page.viewed, bands: { of: { most: path }, within: 10d, steps: [ { atLeast: 3, points: 2 } ] } }
          - { rule: left, category: mail, state: { of: [email.subscribed, email.unsubscribed], where: { list: news }, is: email.unsubscribed }, points: -4 }
        grades:
          letter: fit
          number: engagement
          letters: { A: 75, B: 50, C: 25 }
          numbers: { 1: 75, 2: 50, 3: 25 }
        """;

    private static readonly Day Today = Day.TryParse("2026-03-01", out var day) ? day : default;

    private static readonly ScoringModel Model = ScoringModel.Compile(ModelLoader.Load(Yaml).Definition!);

    [Theory]
    [InlineData("/products/a /products/b", "")]
    [InlineData("/products/a /products/a", "same-page 5 of 2")]
    [InlineData("/products/a /products/A /products/b", "same-page 5 of 3")]
    [InlineData("/about /about /about", "lately 2 of 3")]
    [InlineData("/products/a /products/a /products/a /products/b /products/a", "same-page 7 of 5, lately 2 of 5")]
    public void Coming_back_to_the_same_page_is_told_from_reading_many(string paths, string ledger)
    {
        var events = paths.Split(' ').Select((path, number) => Event($"e{number}", "page.viewed", daysAgo: 3, ("path", path)));

        Assert.Equal(ledger, Ledger(FoldedLead.Fold(Model, events, Today)));
    }

    [Theory]
    [InlineData("news", "")]
    [InlineData("other", "left -4 of 0")]
    public void A_state_looks_only_at_events_that_it_asks_for(string list, string ledger)
    {
        LeadEvent[] events = [Event("1", "email.unsubscribed", 9, ("list", "news")), Event("2", "email.subscribed", 2, ("list", list))];

        Assert.Equal(ledger, Ledger(FoldedLead.Fold(Model, events, Today)));
    }

    [Fact]
    public void Signals_stay_small_however_many_pages_are_read()
    {
        var signals = new LeadSignals(Model);
        for (var i = 0; i < 20_000; i++)
            signals.Apply(Event($"e{i}", "page.viewed", daysAgo: 400 - (i / 50), ("path", $"/products/{i % 40}")));
        for (var i = 0; i < 1000; i++)
            signals.Apply(Event($"s{i}", i % 2 == 0 ? "email.subscribed" : "email.unsubscribed", daysAgo: i % 300, ("list", "news")));

        // 40 pages by day within ten days, at most three each; without a window all of them are forgotten.
        Assert.InRange(signals.ToBytes().Length, 100, 4000);
        Assert.Equal("same-page 7 of 20000, lately 2 of 500", Ledger(new FoldedLead(signals, Domain.Profiles.LeadProfile.Empty)));
    }

    [Fact]
    public void A_combination_cannot_list_a_state_rule()
    {
        var yaml = Yaml.Replace("grades:", "  - { rule: both, category: role, together: [same-page, left], points: 1 }\ngrades:", StringComparison.Ordinal);

        var problem = Assert.Single(ModelLoader.Load(yaml).Problems);

        Assert.Equal(Codes.CombinationOfWrongKind, problem.Code);
        Assert.Contains("'left' is a state rule", problem.Message, StringComparison.Ordinal);
    }

    private static string Ledger(FoldedLead lead) => string.Join(", ", new Evaluator(Model).Explain(lead.Signals, lead.Profile, Today).Ledger
        .Where(static line => line.RuleIndex is not null)
        .Select(static line => string.Create(CultureInfo.InvariantCulture, $"{line.Rule} {line.Points.Points:0.###} of {line.Matches}")));

    private static LeadEvent Event(string id, string type, int daysAgo, params (string Name, string Value)[] properties) => new()
    {
        Source = "test",
        Id = id,
        Type = type,
        OccurredAt = Today.AddDays(-daysAgo).Start.AddHours(9),
        Properties = new Fields(properties.Select(static property => KeyValuePair.Create(property.Name, new FieldValue(property.Value)))),
    };
}
