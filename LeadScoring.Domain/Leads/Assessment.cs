using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>One lead under one model in one step: its signals with the new events folded in, as of a day of the model's time zone.</summary>
public sealed record Assessment(VersionedModel Model, ModelState Row, LeadSignals Signals, LeadInput Input, Day Today)
{
    private const int NearDays = 7;

    /// <summary>Evaluates, decides and forecasts.</summary>
    public AssessmentResult Complete(Lifecycle lifecycle, LeadState state)
    {
        using var bench = Model.Borrow();
        var profile = state.Profile;
        bench.Evaluator.Evaluate(Signals, profile, Today, bench.Card);
        var context = ContextFor(bench, state);
        var result = Decider.Decide(lifecycle, context);
        var until = bench.Evaluator.NextChange(Signals, profile, Today);
        var snapshot = Describe(bench, profile, result.After) with { Until = until };
        return new AssessmentResult(
            snapshot,
            result,
            DueOf(bench, profile, until, result.After, snapshot) is { } due ? Model.Model.Zone.StartOf(due) : null,
            context.AppliesTo(result.After) ? Earlier(result.After.Deadline, Promise.ChangeOf(result.After, Input.Now)) : null);
    }

    /// <summary>Decides only what waits for no score; null when no event has anything of that kind to say.</summary>
    public AssessmentResult? DecideOnReports(Lifecycle lifecycle, LeadState state)
    {
        if (RelevantEvents().IsEmpty)
            return null;

        using var bench = Model.Borrow();
        bench.Evaluator.Evaluate(Signals, state.Profile, Today, bench.Card);
        var result = Decider.DecideOnReports(lifecycle, ContextFor(bench, state));
        return new AssessmentResult(Describe(bench, state.Profile, result.After), result, null, null);
    }

    /// <summary>What is stored and shown of an evaluation.</summary>
    /// <param name="lifecycle">How far the lead has come under the model.</param>
    /// <param name="now">The time.</param>
    public static ScoreSnapshot Describe(Explanation explanation, ScoringModel model, LeadSignals signals, Lifecycle lifecycle, DateTimeOffset now) =>
        Describe(explanation, Reasons.Of(model, explanation), PriorityIndex.Of(model.Definition, explanation, signals.ActivityEvents, Promise.Of(lifecycle, now))) with { TimeZone = model.Zone.IsUtc ? null : model.Zone.Id };

    private static ScoreSnapshot Describe(Explanation explanation, ImmutableArray<string> reasons, PriorityIndex priority) => new()
    {
        AsOf = explanation.AsOf,
        Score = explanation.Score.Shown,
        Grade = explanation.Grade?.ToString(),
        Progress = explanation.Progress,
        Target = explanation.Target?.Points,
        Route = explanation.RouteId,
        To = explanation.Destination,
        Dimensions = [.. explanation.Dimensions.Select(dimension => KeyValuePair.Create(dimension.Name, dimension.Figure.Shown))],
        Categories = [.. explanation.Categories.Select(category => KeyValuePair.Create(category.Name, category.Value.Points))],
        Known = explanation.Known,
        Missing = explanation.Missing,
        LastActivity = explanation.LastActivity,
        Reasons = reasons,
        Priority = priority.Value,
        Flames = priority.Flames,
    };

    private ScoreSnapshot Describe(VersionedModel.Workbench bench, LeadProfile profile, Lifecycle after) =>
        WithPast(Describe(bench.Evaluator.Explain(Signals, profile, Today), Model.Model, Signals, after, Input.Now), bench);

    // A row without figures that is not the lead's first is of a model that came later: what the score would have been is not known.
    private ScoreSnapshot WithPast(ScoreSnapshot snapshot, VersionedModel.Workbench bench)
    {
        var past = ImmutableArray<int?>.Empty;
        if (Input.Scored is not { } before)
            past = Trend.Unseen;
        else if (Row.Snapshot is { } figures)
            past = Trend.Past(figures, SignalsBefore, before.Profile, Today, bench.Evaluator, bench.Card);
        snapshot = snapshot with { Past = past };
        return snapshot with { Trend = snapshot.Score - snapshot.ScoreBefore(Trend.Days) };
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
        IsOfAudience = Deals.IsOfAudience(state, Model.Model.Definition.Audience),
        IsReachable = state.Email is not null,
        Now = Input.Now,
    };

    private ImmutableArray<RelevantEvent> RelevantEvents()
    {
        return
        [
            .. Input.Fold
                .Select(pending => RelevantEvent.For(Model.Model, pending.Captured.Event, pending.EventKey, pending.Captured.MayTrigger, report => Deals.Concerns(Input.State, Model.Model.Definition, report)))
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

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is { } l && right is { } r ? (l <= r ? l : r) : left ?? right;

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
/// <param name="Due">When the day begins on which to look again, by time alone; null = never.</param>
/// <param name="Deadline">At what time something becomes overdue; null = never.</param>
public sealed record AssessmentResult(ScoreSnapshot Snapshot, DecisionResult Decided, DateTimeOffset? Due, DateTimeOffset? Deadline);
