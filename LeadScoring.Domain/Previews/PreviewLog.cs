using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Previews;

/// <summary>A lead's log, folded under a model that is tried: as of all of it, and as of the ends of the last weeks.</summary>
public sealed class PreviewLog
{
    /// <summary>This many weeks are looked back.</summary>
    public const int Weeks = 4;

    private const int WeekDays = 7;

    private readonly ScoringModel _model;
    private readonly Day _today;
    private readonly bool[] _fastTracked = new bool[Weeks];

    /// <param name="model">The model that is tried.</param>
    /// <param name="today">The last day of the last week.</param>
    public PreviewLog(ScoringModel model, Day today)
    {
        (_model, _today) = (model, today);
        ByDay = new LogByDay(model, [.. Enumerable.Range(0, Weeks + 1).Select(week => today.AddDays((week - Weeks) * WeekDays))]);
    }

    /// <summary>At the ends of the last weeks; the first day is that before them.</summary>
    internal LogByDay ByDay { get; }

    /// <summary>For each week, oldest first, whether the lead asked for sales itself.</summary>
    internal ImmutableArray<bool> FastTracked => [.. _fastTracked];

    /// <summary>Adds an event that counts.</summary>
    /// <param name="e">The event; each once.</param>
    /// <param name="mayTrigger">It could publish something by itself when it came.</param>
    public void Add(LeadEvent e, bool mayTrigger)
    {
        ByDay.Add(e);
        if (!mayTrigger)
            return;
        var age = _today - _model.Zone.DayOf(e.OccurredAt);
        if (age is >= 0 and < Weeks * WeekDays && _model.FastTrackOf(e) is not null)
            _fastTracked[Weeks - 1 - (age / WeekDays)] = true;
    }
}
