using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// The score of a lead on several days, from one reading of its log: every day says what an explanation as of that day says. Days after the newest event tell what follows if nothing more happens.
/// Takes every event twice, since whether one counts may depend on any other; memory grows with the days and by a few words of each event about mail.
/// </summary>
/// <param name="model">By which the lead is evaluated.</param>
/// <param name="days">In rising order, at least one.</param>
public sealed class ScoreCurve(VersionedModel model, ImmutableArray<Day> days)
{
    private readonly LogByDay _log = new(model.Model, days);
    private readonly DoubtsByDay _doubts = new();

    /// <summary>Looks at an event, in any order; each once, before any is added.</summary>
    public void Observe(string key, LeadEvent e) => _doubts.Add(key, e, _log.IndexOf(e));

    /// <summary>Adds an event that was looked at, in any order; each once.</summary>
    public void Add(string key, LeadEvent e)
    {
        foreach (var span in _doubts.SpansOf(key, _log.IndexOf(e)))
            _log.Add(e, span);
    }

    /// <summary>The first of the days, and every later one that says something else than the point before it.</summary>
    public ImmutableArray<CurvePoint> Points()
    {
        using var bench = model.Borrow();
        var points = ImmutableArray.CreateBuilder<CurvePoint>();
        foreach (var (day, signals, profile) in _log.Days())
        {
            var explanation = bench.Evaluator.Explain(signals, profile, day);
            var shares = new ScoreShares(model.Model, explanation);
            var point = new CurvePoint(
                day,
                explanation.Score.Shown,
                explanation.Grade,
                explanation.RouteId,
                [.. explanation.Dimensions.Select(dimension => decimal.Parse(shares.Of(dimension).ToString(), CultureInfo.InvariantCulture))],
                explanation.Progress);
            if (points.Count == 0 || !points[^1].SaysTheSameAs(point))
                points.Add(point);
        }

        return points.ToImmutable();
    }
}

/// <summary>A day of a curve.</summary>
/// <param name="Day">The day, in the model's time zone.</param>
/// <param name="Score">As users see it.</param>
/// <param name="Grade">Null in a model whose points add up.</param>
/// <param name="Route">Id of the score's route, or <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</param>
/// <param name="Shares">What each dimension gives, in points of the score, in model order, with six decimals: they add up to the score. Empty in a model whose points add up.</param>
/// <param name="Progress">How much of the target is reached, 0-100; null in a model with dimensions and grades.</param>
public sealed record CurvePoint(Day Day, int Score, Grade? Grade, string Route, ImmutableArray<decimal> Shares, int? Progress)
{
    /// <summary>Whether another day says the same.</summary>
    public bool SaysTheSameAs(CurvePoint other) =>
        Score == other.Score && Grade == other.Grade && Route == other.Route && Progress == other.Progress && Shares.SequenceEqual(other.Shares);
}
