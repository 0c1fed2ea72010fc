using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Golden;

/// <summary>Runs the example leads of a model (its <c>tests</c>).</summary>
public static class GoldenLeads
{
    /// <summary>The code of a golden lead that does not have the expected figures.</summary>
    public const string FailedCode = "LS-MODEL-301";

    private const string Source = "golden-lead";

    /// <summary>Evaluates every golden lead as of a day of the model's time zone; their events count back from it.</summary>
    public static ImmutableArray<GoldenResult> Run(ScoringModel model, Day today)
    {
        var evaluator = new Evaluator(model);
        return [.. model.Definition.Tests.Select(lead => Run(evaluator, lead, today))];
    }

    private static GoldenResult Run(Evaluator evaluator, GoldenLead lead, Day today)
    {
        var (signals, profile, events) = FoldWithEvents(evaluator.Model, lead, today);
        var explanation = evaluator.Explain(signals, profile, today);
        ImmutableArray<GoldenFigure> figures = [.. Figures(lead.Expect, explanation), .. Decided(lead.Expect, evaluator.Model, signals, profile, events, today)];
        var problem = figures.All(figure => figure.Passed) ? null : Problem(evaluator.Model, lead, figures, explanation);
        return new GoldenResult(lead.Name, figures, PlaceOf(lead), problem);
    }

    /// <summary>What the lead's events amount to as of a day; its expectation is not looked at.</summary>
    internal static (LeadSignals Signals, LeadProfile Profile) Fold(ScoringModel model, GoldenLead lead, Day today)
    {
        var (signals, profile, _) = FoldWithEvents(model, lead, today);
        return (signals, profile);
    }

    private static (LeadSignals Signals, LeadProfile Profile, LeadEvent[] Events) FoldWithEvents(ScoringModel model, GoldenLead lead, Day today)
    {
        var signals = new LeadSignals(model);
        var profile = LeadProfile.Empty.With(Known(lead, today));
        // Their times are made up: only what an event says of itself can be doubted.
        (LeadEvent Event, Day On)[] events = [.. Events(lead, today, model.Zone).Where(static told => !SuspicionFinder.IsByItself(told.Event))];
        foreach (var (e, on) in events)
            signals.Apply(e, on);
        return (signals, profile, [.. events.Select(static told => told.Event)]);
    }

    /// <summary>The profile alone: it is not an event of the lead.</summary>
    private static LeadEvent Known(GoldenLead lead, Day today) => new()
    {
        Source = Source,
        Id = "profile",
        Type = EventTypes.ProfileUpdated,
        OccurredAt = today.Start,
        Profile = FieldsOf(lead.Profile),
    };

    private static IEnumerable<(LeadEvent Event, Day On)> Events(GoldenLead lead, Day today, DayZone zone)
    {
        var number = 0;
        foreach (var e in lead.Events)
        {
            for (var i = 0; i < e.Times; i++)
            {
                var on = today.AddDays(-e.DaysAgo);
                var happened = new LeadEvent
                {
                    Source = Source,
                    Id = $"{number++}",
                    Type = e.Type,
                    OccurredAt = zone.StartOf(on).AddHours(12),
                    Properties = FieldsOf(e.Properties),
                };
                yield return (happened, on);
            }
        }
    }

    private static Fields FieldsOf(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, new FieldValue(pair.Value))));

    private static IEnumerable<GoldenFigure> Figures(GoldenExpectation expect, Explanation actual)
    {
        if (expect.Grade is { } grade)
            yield return new GoldenFigure("grade", grade.ToUpperInvariant(), actual.Grade?.ToString() ?? "none");
        if (expect.Route is { } route)
            yield return new GoldenFigure("route", route, actual.RouteId);
        if (expect.Score is { } score)
            yield return GoldenFigure.Of("score", score, actual.Score.Shown);
        if (expect.Progress is { } progress)
            yield return GoldenFigure.Of("progress", progress, actual.Progress ?? 0);
        foreach (var (name, shown) in expect.Dimensions)
            yield return GoldenFigure.Of(name, shown, actual.Dimensions.Single(dimension => dimension.Name == name).Figure.Shown);
        foreach (var (name, points) in expect.Categories)
            yield return GoldenFigure.Of($"category.{name}", points, actual.Categories.Single(category => category.Name == name).Value.Points);
        if (expect.Matched.IsDefaultOrEmpty)
            yield break;
        var matched = actual.Ledger.Where(line => line.RuleIndex is not null).Select(line => line.Rule).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in expect.Matched)
            yield return new GoldenFigure($"matched {rule}", "yes", matched.Contains(rule) ? "yes" : "no");
    }

    private static GoldenFigure[] Decided(GoldenExpectation expect, ScoringModel model, LeadSignals signals, LeadProfile profile, LeadEvent[] events, Day today)
    {
        if (expect.Decision is not { } decision)
            return [];
        var taken = GoldenDecisions.Of(model, signals, profile, events, today);
        return [new GoldenFigure("decision", decision, taken.Contains(decision, StringComparer.Ordinal) ? decision : string.Join(" and ", taken))];
    }

    private static ModelProblem Problem(ScoringModel model, GoldenLead lead, ImmutableArray<GoldenFigure> figures, Explanation actual)
    {
        var wrong = figures.Where(figure => !figure.Passed).Select(figure => $"expected {figure.Name} {figure.Expected}, was {figure.Actual}");
        var shown = actual.Target is { } target
            ? [$"score {actual.Score.Shown} of {target}", .. actual.Categories.Select(static category => $"{category.Name} {category.Value}")]
            : actual.Dimensions.Select(static dimension => $"{dimension.Name} {dimension.Figure.Shown}");
        return new ModelProblem(
            FailedCode,
            ProblemSeverity.Error,
            PlaceOf(lead),
            $"The golden lead '{lead.Name}' fails: {string.Join("; ", wrong)} ({string.Join(", ", shown)}).{GoldenReasons.Of(model, lead.Expect, [.. figures.Where(static figure => !figure.Passed).Select(static figure => figure.Name)], actual)}",
            "Correct the rules, or the expectation if the new result is what you want.");
    }

    private static SourcePosition PlaceOf(GoldenLead lead) => lead.Expect.At.Line > 0 ? lead.Expect.At : lead.At;
}

/// <summary>How a golden lead came out.</summary>
/// <param name="Name">Of the lead.</param>
/// <param name="Figures">Each expected figure with the actual one.</param>
/// <param name="At">Where its expectation stands, or the lead when that is not known.</param>
/// <param name="Problem">An error that refuses a publish; null when it passed.</param>
public sealed record GoldenResult(string Name, ImmutableArray<GoldenFigure> Figures, SourcePosition At, ModelProblem? Problem)
{
    public bool Passed => Problem is null;
}

/// <param name="Name">E.g. <c>grade</c>, <c>category.content</c>.</param>
public sealed record GoldenFigure(string Name, string Expected, string Actual)
{
    /// <summary>Whether it is what was expected.</summary>
    public bool Passed { get; private init; } = Expected == Actual;

    /// <summary>A figure that is to be within a range.</summary>
    internal static GoldenFigure Of(string name, GoldenRange expected, decimal actual) =>
        new(name, expected.ToString(), new GoldenRange(actual, actual).ToString()) { Passed = expected.Holds(actual) };
}
