using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Evaluates every golden lead as of a day; their events count back from its noon.</summary>
    public static ImmutableArray<GoldenResult> Run(ScoringModel model, Day today)
    {
        var evaluator = new Evaluator(model);
        return [.. model.Definition.Tests.Select(lead => Run(evaluator, lead, today))];
    }

    private static GoldenResult Run(Evaluator evaluator, GoldenLead lead, Day today)
    {
        var signals = new LeadSignals(evaluator.Model);
        var profile = LeadProfile.Empty.With(Known(lead, today));
        // Their times are made up: only what an event says of itself can be doubted.
        foreach (var e in Events(lead, today).Where(static e => !SuspicionFinder.IsByItself(e)))
            signals.Apply(e);
        var explanation = evaluator.Explain(signals, profile, today);
        ImmutableArray<GoldenFigure> figures = [.. Figures(lead.Expect, explanation)];
        var problem = figures.All(figure => figure.Passed) ? null : Problem(lead, figures, explanation);
        return new GoldenResult(lead.Name, figures, PlaceOf(lead), problem);
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

    private static IEnumerable<LeadEvent> Events(GoldenLead lead, Day today)
    {
        var number = 0;
        foreach (var e in lead.Events)
        {
            for (var i = 0; i < e.Times; i++)
            {
                yield return new LeadEvent
                {
                    Source = Source,
                    Id = $"{number++}",
                    Type = e.Type,
                    OccurredAt = today.AddDays(-e.DaysAgo).Start.AddHours(12),
                    Properties = FieldsOf(e.Properties),
                };
            }
        }
    }

    private static Fields FieldsOf(ImmutableArray<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, new FieldValue(pair.Value))));

    private static IEnumerable<GoldenFigure> Figures(GoldenExpectation expect, Explanation actual)
    {
        if (expect.Grade is { } grade)
            yield return new GoldenFigure("grade", grade.ToUpperInvariant(), actual.Grade.ToString());
        if (expect.Route is { } route)
            yield return new GoldenFigure("route", route, actual.RouteId);
        if (expect.Score is { } score)
            yield return new GoldenFigure("score", Text(score), Text(actual.Score.Shown));
        foreach (var (name, shown) in expect.Dimensions)
            yield return new GoldenFigure(name, Text(shown), Text(actual.Dimensions.Single(dimension => dimension.Name == name).Figure.Shown));
        foreach (var (name, points) in expect.Categories)
            yield return new GoldenFigure($"category.{name}", Text(points), Text(actual.Categories.Single(category => category.Name == name).Value.Points));
        if (expect.Matched.IsDefaultOrEmpty)
            yield break;
        var matched = actual.Ledger.Where(line => line.RuleIndex is not null).Select(line => line.Rule).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in expect.Matched)
            yield return new GoldenFigure($"matched {rule}", "yes", matched.Contains(rule) ? "yes" : "no");
    }

    private static ModelProblem Problem(GoldenLead lead, ImmutableArray<GoldenFigure> figures, Explanation actual)
    {
        var wrong = figures.Where(figure => !figure.Passed).Select(figure => $"expected {figure.Name} {figure.Expected}, was {figure.Actual}");
        var shown = actual.Dimensions.Select(dimension => $"{dimension.Name} {dimension.Figure.Shown}");
        return new ModelProblem(
            FailedCode,
            ProblemSeverity.Error,
            PlaceOf(lead),
            $"The golden lead '{lead.Name}' fails: {string.Join("; ", wrong)} ({string.Join(", ", shown)}).",
            "Correct the rules, or the expectation if the new result is what you want.");
    }

    private static SourcePosition PlaceOf(GoldenLead lead) => lead.Expect.At.Line > 0 ? lead.Expect.At : lead.At;

    private static string Text(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
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
    public bool Passed => Expected == Actual;
}
