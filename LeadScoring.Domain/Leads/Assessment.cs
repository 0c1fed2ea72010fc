using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>One lead under one model in one step: its signals with the new events folded in.</summary>
public sealed record Assessment(VersionedModel Model, ModelState Row, LeadSignals Signals, LeadInput Input, Day Today)
{
    private const int NearDays = 7;
    private const int ReasonCount = 3;

    /// <summary>Evaluates, decides and forecasts.</summary>
    public AssessmentResult Complete(Lifecycle lifecycle, LeadState state)
    {
        using var bench = Model.Borrow();
        var profile = state.Profile;
        bench.Evaluator.Evaluate(Signals, profile, Today, bench.Card);
        var context = ContextFor(bench, state);
        var result = Decider.Decide(lifecycle, context);
        var until = bench.Evaluator.NextChange(Signals, profile, Today);
        var snapshot = Describe(bench.Evaluator.Explain(Signals, profile, Today), Model.Model.Definition, Signals) with { Until = until };
        snapshot = WithWeek(snapshot, bench);
        return new AssessmentResult(
            snapshot,
            result,
            DueOf(bench, profile, until, result.After, snapshot),
            context.Applies ? result.After.Deadline : null,
            Includes(Model.Model.Definition.Audience, state));
    }

    /// <summary>Decides only what waits for no score; null when no event has anything of that kind to say.</summary>
    public AssessmentResult? DecideOnReports(Lifecycle lifecycle, LeadState state)
    {
        if (RelevantEvents().IsEmpty)
            return null;

        using var bench = Model.Borrow();
        bench.Evaluator.Evaluate(Signals, state.Profile, Today, bench.Card);
        var result = Decider.DecideOnReports(lifecycle, ContextFor(bench, state));
        var snapshot = WithWeek(Describe(bench.Evaluator.Explain(Signals, state.Profile, Today), Model.Model.Definition, Signals), bench);
        return new AssessmentResult(snapshot, result, null, null, Includes(Model.Model.Definition.Audience, state));
    }

    /// <summary>What is stored and shown of an evaluation.</summary>
    public static ScoreSnapshot Describe(Explanation explanation, ModelDefinition model, LeadSignals signals) =>
        Describe(explanation, PriorityIndex.Of(model, explanation, signals.ActivityEvents));

    private static ScoreSnapshot Describe(Explanation explanation, PriorityIndex priority) => new()
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
    public static ImmutableArray<string> ReasonsOf(Explanation explanation) =>
    [
        .. explanation.Ledger
            .Where(line => line.RuleIndex is not null && line.Points.Value > 0)
            .OrderByDescending(line => line.Points)
            .Take(ReasonCount)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Title} (+{line.Points.Points:0.#})")),
    ];

    /// <summary>Whether a model for that audience speaks about the lead at all.</summary>
    public static bool Includes(Audience audience, LeadState state) => audience switch
    {
        Audience.Prospect => !state.IsCustomer,
        Audience.Customer => state.IsCustomer,
        _ => true,
    };

    // A row without figures that is not the lead's first is of a model that came later: what the score would have been is not known.
    private ScoreSnapshot WithWeek(ScoreSnapshot snapshot, VersionedModel.Workbench bench)
    {
        var week = ImmutableArray<int?>.Empty;
        if (Input.Scored is not { } before)
            week = Trend.Unseen;
        else if (Row.Snapshot is { } figures)
            week = Trend.Week(figures, SignalsBefore, before.Profile, Today, bench.Evaluator, bench.Card);
        return snapshot with { Week = week, Trend = week is [.., { } then] && week.Length == Trend.Days ? snapshot.Score - then : null };
    }

    private DecisionContext ContextFor(VersionedModel.Workbench bench, LeadState state) => new()
    {
        Model = Model.Model,
        Card = bench.Card,
        HoldsWithMargin = () => bench.Second.QualifiesWithMargin(Signals, state.Profile, Today),
        WasBelow = () => WasBelow(bench.Second),
        Disqualified = Model.Model.DisqualificationOf(state.Profile, Today),
        RelevantEvents = RelevantEvents(),
        Personas = Model.Model.PersonasOf(state.Profile, Today),
        IsCustomer = state.IsCustomer,
        IsReachable = state.Email is not null,
        Now = Input.Now,
    };

    private ImmutableArray<RelevantEvent> RelevantEvents()
    {
        // What sales reports of somebody who is no customer yet is not about what customers are sold.
        var includesUnscopedFeedback = Model.Model.Definition.Audience != Audience.Customer || Input.State is { IsCustomer: true };
        return
        [
            .. Input.Fold
                .Select(pending => RelevantEvent.For(Model.Model, pending.Captured.Event, pending.EventKey, pending.Captured.MayTrigger, includesUnscopedFeedback))
                .OfType<RelevantEvent>()
                .OrderBy(found => found.Event.OccurredAt)
                .ThenBy(found => found.EventKey, StringComparer.Ordinal),
        ];
    }

    // Without the new events, as of today: nobody may have looked since the lead fell below.
    private bool WasBelow(Evaluator evaluator)
    {
        if (Input.Scored is not { } before)
            return true;
        var card = new Scorecard(Model.Model);
        evaluator.Evaluate(SignalsBefore(), before.Profile, Today, card);
        return card is { HeldBack: null, Destination: Destination.Nurture };
    }

    private LeadSignals SignalsBefore() => Input.Fold.IsEmpty || Input.Models.GetValueOrDefault(Model.Id)?.Signals is not { } bytes
        ? Signals
        : LeadSignals.FromBytes(bytes, Model.Model);

    // The first night on which grade or route change by time alone, or on which something would be decided (ARCHITECTURE.md#due-index).
    private Day? DueOf(VersionedModel.Workbench bench, LeadProfile profile, Day? until, Lifecycle lifecycle, ScoreSnapshot snapshot)
    {
        var due = until;
        if (lifecycle is { Stage: Stage.Qualified, Cause: EpochCause.Route })
        {
            var recycled = bench.Evaluator.FirstDay(
                Signals, profile, Today, Evaluator.Horizon, card => !bench.Second.QualifiesWithMargin(Signals, profile, card.AsOf));
            due = Day.Earlier(due, recycled);
        }

        if (Model.Model.DisqualifiesByTime)
            due = Day.Earlier(due, FirstChange(day => Model.Model.DisqualificationsOf(profile, day).Select(static entry => entry.Id)));
        if (lifecycle.Stage != Stage.Disqualified && Model.Model.RecognisesByTime)
            due = Day.Earlier(due, FirstChange(day => Model.Model.PersonasOf(profile, day).Select(static persona => persona.Id)));
        if (lifecycle.CoolDownUntil > Today)
            due = Day.Earlier(due, lifecycle.CoolDownUntil);
        if (due is null && bench.Evaluator.CanStillChange(Signals, profile, Today))
            due = Today.AddDays(Evaluator.Horizon);
        if (due is not null && snapshot.To != Destination.Nurture)
            due = Day.Earlier(due, Today.AddDays(NearDays));
        return due;
    }

    private Day? FirstChange(Func<Day, IEnumerable<string>> names)
    {
        string[] today = [.. names(Today)];
        for (var day = Today.AddDays(1); day - Today <= Evaluator.Horizon; day = day.AddDays(1))
        {
            if (!names(day).SequenceEqual(today, StringComparer.Ordinal))
                return day;
        }

        return null;
    }
}

/// <summary>The result of an assessment.</summary>
/// <param name="Snapshot">Figures.</param>
/// <param name="Decided">Lifecycle afterwards and decisions.</param>
/// <param name="Due">On which day to look again, by time alone; null = never.</param>
/// <param name="Deadline">At what time something becomes overdue; null = never.</param>
/// <param name="IsShown">The model's audience includes the lead.</param>
public sealed record AssessmentResult(ScoreSnapshot Snapshot, DecisionResult Decided, Day? Due, DateTimeOffset? Deadline, bool IsShown);
