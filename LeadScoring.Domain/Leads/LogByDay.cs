using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// Folds a log once, as of several days: signals answer only for days from their newest event on. Each event is applied to the signals of its own stretch of days, and stretches
/// are joined; memory grows with the days, never with the events.
/// </summary>
public sealed class LogByDay
{
    private readonly ScoringModel _model;
    private readonly ImmutableArray<Day> _days;
    private readonly LeadSignals?[] _stretches;
    private readonly ProfileFolder[] _profiles;

    /// <param name="model">Whose signals are folded, and in whose time zone days are days.</param>
    /// <param name="days">In rising order, at least one.</param>
    public LogByDay(ScoringModel model, ImmutableArray<Day> days)
    {
        _model = model;
        _days = days;
        // The last is of what happened after all of the days.
        _stretches = new LeadSignals?[days.Length + 1];
        _profiles = [.. days.Select(static _ => new ProfileFolder())];
    }

    /// <summary>Adds an event that counts, in any order; each once.</summary>
    public void Add(LeadEvent e)
    {
        var day = _model.Zone.DayOf(e.OccurredAt);
        var stretch = 0;
        while (stretch < _days.Length && _days[stretch] < day)
            stretch++;
        (_stretches[stretch] ??= new LeadSignals(_model)).Apply(e);
        for (var i = stretch; i < _days.Length; i++)
            _profiles[i].Add(e);
    }

    /// <summary>Signals of all events.</summary>
    public LeadSignals All()
    {
        var all = new LeadSignals(_model);
        foreach (var stretch in _stretches)
        {
            if (stretch is not null)
                all.Join(stretch);
        }

        return all;
    }

    /// <summary>The lead as it was at the end of each day, oldest first. The signals are the same object, which goes on with the next day.</summary>
    public IEnumerable<(Day Day, LeadSignals Signals, LeadProfile Profile)> Days()
    {
        var signals = new LeadSignals(_model);
        for (var i = 0; i < _days.Length; i++)
        {
            if (_stretches[i] is { } stretch)
                signals.Join(stretch);
            yield return (_days[i], signals, _profiles[i].ToProfile());
        }
    }
}
