using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Explanations;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Priorities;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>One lead under one model in one step: its signals with the new events folded in.</summary>
public sealed record Assessment(VersionedModel Model, ModelRow Row, LeadSignals Signals, PlanInput Input, Day Today)
{
    private const int NearDays = 7;
    private const int ReasonCount = 3;
    private static readonly TimeSpan Stale = TimeSpan.FromDays(7);

    /// <summary>Evaluates, decides and forecasts.</summary>
    public AssessmentResult Complete(Lifecycle lifecycle, LeadState state)
    {
        using var bench = Model.Borrow();
        var profile = state.Profile;
        bench.Evaluator.Evaluate(Signals, profile, Today, bench.Card);
        var situation = SituationOf(bench, state);
        var outcome = Decider.Decide(lifecycle, situation);
        var until = bench.Evaluator.Until(Signals, profile, Today);
        var standing = Describe(bench.Evaluator.Explain(Signals, profile, Today), Model.Model.Definition, Signals) with { Until = until };
        return new AssessmentResult(standing, outcome, DueOf(bench, profile, until, outcome.After, standing), Includes(Model.Model.Definition.Audience, state));
    }

    /// <summary>Decides only about events that go straight to sales; null when there is none.</summary>
    public AssessmentResult? FastTrackOnly(Lifecycle lifecycle, LeadState state)
    {
        if (FastTracks().IsEmpty)
            return null;

        using var bench = Model.Borrow();
        bench.Evaluator.Evaluate(Signals, state.Profile, Today, bench.Card);
        var outcome = Decider.FastTrack(lifecycle, SituationOf(bench, state));
        return new AssessmentResult(Describe(bench.Evaluator.Explain(Signals, state.Profile, Today), Model.Model.Definition, Signals), outcome, null, Includes(Model.Model.Definition.Audience, state));
    }

    /// <summary>What is stored and shown of an evaluation.</summary>
    internal static Standing Describe(Explanation explanation, ModelDefinition model, LeadSignals signals) =>
        Describe(explanation, PriorityIndex.Of(model, explanation, signals.ActivityEvents));

    private static Standing Describe(Explanation explanation, PriorityIndex priority) => new()
    {
        AsOf = explanation.AsOf,
        Score = explanation.Score.Shown,
        Grade = explanation.Grade.ToString(),
        Route = explanation.RouteId,
        To = explanation.Destination,
        Dimensions = [.. explanation.Dimensions.Select(dimension => KeyValuePair.Create(dimension.Name, dimension.Figure.Shown))],
        Categories = [.. explanation.Categories.Select(category => KeyValuePair.Create(category.Name, category.Value.Points))],
        Known = explanation.Known,
        Missing = explanation.Missing,
        LastActivity = explanation.LastActivity,
        Reasons = ReasonsOf(explanation),
        Priority = priority.Value,
        Flames = priority.Flames,
    };

    /// <summary>The lines that give most, best first, e.g. <c>Pricing page (+4)</c>.</summary>
    internal static ImmutableArray<string> ReasonsOf(Explanation explanation) =>
    [
        .. explanation.Ledger
            .Where(line => line.RuleIndex is not null && line.Points.Value > 0)
            .OrderByDescending(line => line.Points)
            .Take(ReasonCount)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Title} (+{line.Points.Points:0.#})")),
    ];

    /// <summary>Whether a model for that audience speaks about the lead at all.</summary>
    internal static bool Includes(Audience audience, LeadState state) => audience switch
    {
        Audience.Prospect => !state.IsCustomer,
        Audience.Customer => state.IsCustomer,
        _ => true,
    };

    private Situation SituationOf(VersionedModel.Workbench bench, LeadState state) => new(
        Model.Model,
        bench.Card,
        () => bench.Second.QualifiesWithMargin(Signals, state.Profile, Today),
        Model.Model.DisqualificationOf(state.Profile, Today),
        FastTracks(),
        state.IsCustomer,
        Input.Now);

    // An event that came late says nothing about today: it only counts (hand-off, section 2).
    private ImmutableArray<FastTracked> FastTracks() =>
    [
        .. Input.Fold
            .Where(pending => pending.Captured.ReceivedAt - pending.Captured.Event.OccurredAt <= Stale)
            .Select(pending => (pending, track: Model.Model.FastTrackOf(pending.Captured.Event)))
            .Where(found => found.track is not null)
            .OrderBy(found => found.pending.Captured.Event.OccurredAt)
            .ThenBy(found => found.pending.EventKey, StringComparer.Ordinal)
            .Select(found => new FastTracked(found.track!, found.pending.EventKey)),
    ];

    // The first night on which grade or route change by time alone, or on which something would be decided (architecture, item 4).
    private Day? DueOf(VersionedModel.Workbench bench, LeadProfile profile, Day? until, Lifecycle lifecycle, Standing standing)
    {
        var due = until;
        if (lifecycle is { Stage: Stage.Qualified, Cause: EpochCause.Route })
        {
            var recycled = bench.Evaluator.FirstDay(
                Signals, profile, Today, Evaluator.Horizon, card => !bench.Second.QualifiesWithMargin(Signals, profile, card.AsOf));
            due = Earlier(due, recycled);
        }

        if (lifecycle.Stage != Stage.Disqualified && Model.Model.DisqualifiesByTime)
            due = Earlier(due, FirstDisqualified(profile));
        if (lifecycle.CoolDownUntil > Today)
            due = Earlier(due, lifecycle.CoolDownUntil);
        if (due is null && bench.Evaluator.CanStillChange(Signals, profile, Today))
            due = Today.AddDays(Evaluator.Horizon);
        if (due is not null && standing.To != Destination.Nurture)
            due = Earlier(due, Today.AddDays(NearDays));
        return due;
    }

    private Day? FirstDisqualified(LeadProfile profile)
    {
        for (var day = Today.AddDays(1); day - Today <= Evaluator.Horizon; day = day.AddDays(1))
        {
            if (Model.Model.DisqualificationOf(profile, day) is not null)
                return day;
        }

        return null;
    }

    private static Day? Earlier(Day? left, Day? right) => left is { } l && right is { } r ? (l <= r ? l : r) : left ?? right;
}

/// <summary>What an assessment comes to.</summary>
/// <param name="Standing">Figures.</param>
/// <param name="Outcome">Lifecycle afterwards and decisions.</param>
/// <param name="Due">When to look again, by time alone; null = never.</param>
/// <param name="IsShown">The model's audience includes the lead.</param>
public sealed record AssessmentResult(Standing Standing, Outcome Outcome, Day? Due, bool IsShown);
