using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Models from the part that a test is about, and events in a line.</summary>
internal static class Examples
{
    /// <summary>The day on which tests evaluate.</summary>
    public static Day Today { get; } = Day.TryParse("2024-06-30", out var day) ? day : default;

    /// <summary>A model of two dimensions with one category each, <c>role</c> and <c>website</c>, and the given rules.</summary>
    public static ScoringModel Model(string rules, string engagement = "", string rest = "", EmailDomains? lists = null)
    {
        var loaded = ModelLoader.Load($$"""
            model: test
            title: Test
            dimensions:
              fit: { weight: 40, categories: { role: 1 } }
              engagement: { weight: 60, categories: { website: 1 } {{engagement}} }
            rules:
            {{string.Join('\n', rules.Split('\n').Select(line => $"  {line}"))}}
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            {{rest}}
            """);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ScoringModel.Compile(loaded.Definition, lists);
    }

    public static LeadEvent Event(string type, int daysAgo, params (string Name, FieldValue Value)[] properties) => new()
    {
        Source = "test",
        Id = $"{type} {daysAgo} {string.Join(',', properties)}",
        Type = type,
        OccurredAt = Today.AddDays(-daysAgo).Start.AddHours(12),
        Properties = FieldsOf(properties),
    };

    public static LeadEvent Told(int daysAgo, params (string Name, FieldValue Value)[] profile) => Event("profile.updated", daysAgo) with
    {
        Id = $"profile {daysAgo} {string.Join(',', profile)}",
        Profile = FieldsOf(profile),
    };

    /// <summary>What the rule with this id gives as of today, in milli-points; null without a ledger line.</summary>
    public static long? PointsOf(ScoringModel model, string rule, params LeadEvent[] events) => PointsOf(model, rule, Today, events);

    public static long? PointsOf(ScoringModel model, string rule, Day asOf, params LeadEvent[] events)
    {
        var lead = FoldedLead.Fold(model, events, asOf);
        return new Evaluator(model).Explain(lead.Signals, lead.Profile, asOf).Ledger.FirstOrDefault(line => line.Rule == rule)?.Points.Value;
    }

    /// <summary>Id of the route as of today.</summary>
    public static string RouteOf(ScoringModel model, params LeadEvent[] events)
    {
        var lead = FoldedLead.Fold(model, events, Today);
        var card = new Scorecard(model);
        new Evaluator(model).Evaluate(lead.Signals, lead.Profile, Today, card);
        return card.RouteId;
    }

    private static Fields FieldsOf((string Name, FieldValue Value)[] pairs) => new(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
