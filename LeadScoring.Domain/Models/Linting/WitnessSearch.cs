using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>
/// Looks for a lead that reaches a route or a grade: from nothing, always by the step that comes closest. What it finds is proved by evaluating; that it finds nothing proves
/// nothing.
/// </summary>
internal sealed class WitnessSearch
{
    private const int MostRounds = 16;

    private readonly ScoringModel _model;
    private readonly Day _today;
    private readonly Evaluator _evaluator;
    private readonly Scorecard _card;
    private readonly LeadSteps _steps;
    private readonly ImmutableArray<(string Rule, ImmutableArray<LeadDraft> Ways)> _moves;

    // Something to have been quiet since; none where only passive types may be used.
    private readonly ImmutableArray<GoldenEvent> _visit;
    private int _left;

    /// <param name="model">The model.</param>
    /// <param name="today">As of which day.</param>
    /// <param name="uses">Which event types the lead may have.</param>
    /// <param name="budget">How many leads are evaluated at most.</param>
    public WitnessSearch(ScoringModel model, Day today, Func<string, bool> uses, int budget)
    {
        _model = model;
        _today = today;
        _evaluator = new Evaluator(model);
        _card = new Scorecard(model);
        _steps = new LeadSteps(model.Definition, today);
        _moves = [.. model.Definition.Rules.Select(rule => (rule.Id, _steps.Of(rule).RemoveAll(draft => draft.Events.Any(e => !uses(e.Type))))).Where(static move => !move.Item2.IsEmpty)];
        _visit = [.. KnownFields.Types.Where(type => uses(type) && !EventTypes.IsPassive(type)).OrderByDescending(static type => type == "page.viewed").Take(1).Select(static type => new GoldenEvent(type, 0, []))];
        _left = budget;
    }

    /// <summary>A lead on the route at an index; null when none was found.</summary>
    public LeadDraft? Reaching(int route)
    {
        var goal = _model.Definition.Routes[route];
        if (_steps.ProfileFor(goal) is not { } profile)
            return null;
        var gap = new RouteGap(_model, route);
        var start = Gates().With(profile);
        return Search(start, card => card.RouteIndex == route ? 0 : gap.Of(card) + 0.001)
            ?? (gap.QuietDays is { } days ? Search(start.With(LeadDraft.Empty with { Events = _visit }), card => card.RouteIndex == route ? 0 : gap.Of(card) + 0.001, days) : null);
    }

    /// <summary>A lead whose grade is as asked for; null when none was found.</summary>
    public LeadDraft? Reaching(Func<Grade, bool> isGoal, int dimension, decimal bound) =>
        Search(LeadDraft.Empty, card => card.Grade is { } grade && isGoal(grade) ? 0 : 0.001 + Math.Abs((double)bound - card.Dimensions[dimension].Shown));

    /// <summary>The figures of a lead.</summary>
    public Scorecard Evaluate(LeadDraft draft)
    {
        draft.Evaluate(_evaluator, _today, _card);
        return _card;
    }

    private LeadDraft? Search(LeadDraft start, Func<Scorecard, double> distance, int earlier = 0)
    {
        var chosen = ImmutableSortedDictionary.Create<int, int>();
        var best = distance(Evaluate(start.Earlier(earlier)));
        for (var round = 0; best > 0 && round < MostRounds; round++)
        {
            ImmutableSortedDictionary<int, int>? better = null;
            for (var move = 0; move < _moves.Length && best > 0; move++)
            {
                for (var way = -1; way < _moves[move].Ways.Length; way++)
                {
                    if (chosen.TryGetValue(move, out var present) ? present == way : way < 0)
                        continue;
                    if (--_left < 0)
                        return null;
                    var next = way < 0 ? chosen.Remove(move) : chosen.SetItem(move, way);
                    var reached = distance(Evaluate(Make(start, next).Earlier(earlier)));
                    if (reached < best)
                        (best, better) = (reached, next);
                    if (best <= 0)
                        break;
                }
            }

            if (better is null)
                return null;
            chosen = better;
        }

        return best > 0 ? null : Make(start, chosen).Earlier(earlier);
    }

    private LeadDraft Make(LeadDraft start, ImmutableSortedDictionary<int, int> chosen) =>
        // What the start has is asked for; a rule's own value of the same attribute would only undo it.
        chosen.Aggregate(LeadDraft.Empty, (draft, move) => draft.With(_moves[move.Key].Ways[move.Value])).With(start);

    private LeadDraft Gates() => LeadDraft.Empty with
    {
        Profile = _model.Definition.Gates.Required.Aggregate(
            LeadDraft.Empty.Profile,
            static (profile, field) => field is "email" or "emailDomain" or "emailKind" ? profile.SetItem("email", "ann@acme.example") : field == "country" ? profile.SetItem(field, "DE") : profile.SetItem(field, "x")),
    };
}
