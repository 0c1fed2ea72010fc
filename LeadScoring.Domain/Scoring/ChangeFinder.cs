using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Finds the first day on which grade or route differ if nothing happens, without evaluating each day: between two days on which nothing turns over, every figure lies between bounds that the two days
/// give, and where all figures within the bounds have one grade and one route, no day between them differs. Otherwise the time is halved. Scratch memory, reused.
/// </summary>
internal sealed class ChangeFinder
{
    private readonly Evaluator _evaluator;
    private readonly RuleRun _run;
    private readonly RouteFinder _routes;
    private readonly ScoringModel _model;
    private readonly Scorecard _card;
    private readonly Scorecard _low;
    private readonly Scorecard _high;
    private readonly long[] _bounds;

    // Days that are evaluated and not yet reached, the nearest last. Halving at most 400 days never leaves more.
    private readonly Reached[] _ahead = new Reached[16];
    private Reached _from;

    public ChangeFinder(Evaluator evaluator, RuleRun run, RouteFinder routes)
    {
        (_evaluator, _run, _routes) = (evaluator, run, routes);
        _model = evaluator.Model;
        _card = new Scorecard(_model);
        _low = new Scorecard(_model);
        _high = new Scorecard(_model);
        _bounds = new long[_model.Categories];
        _from = new Reached(_model);
        for (var i = 0; i < _ahead.Length; i++)
            _ahead[i] = new Reached(_model);
    }

    /// <summary>The first day after <paramref name="asOf"/>, at most <paramref name="horizon"/> days on, on which grade or route differ; null for none.</summary>
    public Day? Find(LeadSignals signals, LeadProfile profile, Day asOf, int horizon)
    {
        Reach(_from, signals, profile, asOf);
        var (grade, route) = (_from.Grade, _from.RouteId);
        for (var last = asOf.AddDays(horizon); _from.Day < last;)
        {
            var turn = TurnFinder.FirstTurn(_model, signals, profile, _run.View, _from.Day.Number);
            var rest = turn > last.Number ? last : new Day(turn - 1);
            if (FindFading(signals, profile, rest) is { } day)
                return day;
            if (rest == last)
                return null;
            Reach(_from, signals, profile, new Day(turn));
            if (_from.Grade != grade || !ReferenceEquals(_from.RouteId, route))
                return _from.Day;
        }

        return null;
    }

    /// <summary>Looks for it up to <paramref name="last"/>, where points only fade; then it has come there.</summary>
    private Day? FindFading(LeadSignals signals, LeadProfile profile, Day last)
    {
        if (last <= _from.Day)
            return null;
        Reach(_ahead[0], signals, profile, last);
        for (var waiting = 1; waiting > 0;)
        {
            var to = _ahead[waiting - 1];
            var differs = to.Grade != _from.Grade || !ReferenceEquals(to.RouteId, _from.RouteId);
            var days = to.Day - _from.Day;
            if (days == 1 && differs)
                return to.Day;
            if (days == 1 || (!differs && IsSteady(profile, to)))
            {
                (_from, _ahead[waiting - 1]) = (to, _from);
                waiting--;
            }
            else
            {
                Reach(_ahead[waiting++], signals, profile, _from.Day.AddDays(days / 2));
            }
        }

        return null;
    }

    private void Reach(Reached into, LeadSignals signals, LeadProfile profile, Day day)
    {
        _evaluator.Evaluate(signals, profile, day, _card);
        into.Day = day;
        into.Grade = _card.Grade;
        into.RouteId = _card.RouteId;
        into.Matched.CopyFrom(_card.Matched);
        _run.Sums.CopyTo(into.Sums, 0);
        _run.Rising.CopyTo(into.Rising, 0);
    }

    /// <summary>Whether no day up to <paramref name="to"/> can have another grade or route.</summary>
    private bool IsSteady(LeadProfile profile, Reached to)
    {
        // What is taken fades upwards, everything else downwards.
        Bound(_low, falling: to, rising: _from);
        Bound(_high, falling: _from, rising: to);
        // The age of the newest activity is the one figure that grows.
        Describe(_low, _from);
        Describe(_high, to);
        return _routes.IsSteady(_low, _high, _run, profile);
    }

    private void Bound(Scorecard card, Reached falling, Reached rising)
    {
        for (var i = 0; i < _bounds.Length; i++)
            _bounds[i] = falling.Sums[i] - falling.Rising[i] + rising.Rising[i];
        FigureMaker.Make(_model, _bounds, card);
    }

    private void Describe(Scorecard card, Reached day)
    {
        card.AsOf = day.Day;
        card.LastActivity = _card.LastActivity;
        card.Matched.CopyFrom(day.Matched);
    }

    /// <summary>An evaluated day.</summary>
    private sealed class Reached(ScoringModel model)
    {
        public Day Day { get; set; }

        public Grade? Grade { get; set; }

        public string RouteId { get; set; } = "";

        /// <summary>Rules with a ledger line.</summary>
        public RuleSet Matched { get; } = new(model.Rules.Length);

        /// <summary>Milli-points by category, not cut.</summary>
        public long[] Sums { get; } = new long[model.Categories];

        /// <summary>The part of them that fades upwards.</summary>
        public long[] Rising { get; } = new long[model.Categories];
    }
}
