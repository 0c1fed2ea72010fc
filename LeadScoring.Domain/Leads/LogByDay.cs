using System.Collections.Immutable;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
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
    private readonly Stretch?[] _stretches;
    private readonly SortedDictionary<(int From, int Until), Stretch> _passing = [];

    /// <param name="model">Whose signals are folded, and in whose time zone days are days.</param>
    /// <param name="days">In rising order, at least one.</param>
    public LogByDay(ScoringModel model, ImmutableArray<Day> days)
    {
        _model = model;
        _days = days;
        // The last is of what happened after all of the days.
        _stretches = new Stretch?[days.Length + 1];
    }

    /// <summary>The index of the first of the days by whose end an event has happened; the number of days for one that happened after all of them.</summary>
    public int IndexOf(LeadEvent e)
    {
        var index = _days.BinarySearch(_model.Zone.DayOf(e.OccurredAt));
        return index < 0 ? ~index : index;
    }

    /// <summary>Adds an event that counts, in any order; each once.</summary>
    public void Add(LeadEvent e) => (_stretches[IndexOf(e)] ??= new Stretch(_model)).Add(e);

    /// <summary>Adds an event that counts for some of the days only; once for each such time.</summary>
    /// <param name="e">The event.</param>
    /// <param name="span">For which of the days, by their indexes; the first is not before <see cref="IndexOf"/>.</param>
    public void Add(LeadEvent e, CountedSpan span)
    {
        if (span.Until == CountedSpan.ForGood)
            (_stretches[span.From] ??= new Stretch(_model)).Add(e);
        else if (_passing.TryGetValue((span.From, span.Until), out var passing))
            passing.Add(e);
        else
            (_passing[(span.From, span.Until)] = new Stretch(_model)).Add(e);
    }

    /// <summary>Signals of all events that count for good.</summary>
    public LeadSignals All()
    {
        var all = new LeadSignals(_model);
        foreach (var stretch in _stretches)
        {
            if (stretch is not null)
                all.Join(stretch.Signals);
        }

        return all;
    }

    /// <summary>The lead as it was at the end of each day, oldest first. The signals may be the same object, which goes on with the next day.</summary>
    public IEnumerable<(Day Day, LeadSignals Signals, LeadProfile Profile)> Days()
    {
        var so = new Stretch(_model);
        var profile = LeadProfile.Empty;
        for (var i = 0; i < _days.Length; i++)
        {
            if (_stretches[i] is { } stretch)
            {
                so.Join(stretch);
                profile = so.Profile.ToProfile();
            }

            Stretch[] passing = [.. _passing.Where(entry => entry.Key.From <= i && i < entry.Key.Until).Select(static entry => entry.Value)];
            if (passing.Length == 0)
            {
                yield return (_days[i], so.Signals, profile);
                continue;
            }

            // What passes is in no stretch: it could not be taken out of a join again.
            var with = so.Clone();
            foreach (var some in passing)
                with.Join(some);
            yield return (_days[i], with.Signals, with.Profile.ToProfile());
        }
    }

    private sealed class Stretch(LeadSignals signals, ProfileFolder profile)
    {
        public Stretch(ScoringModel model)
            : this(new LeadSignals(model), new ProfileFolder())
        {
        }

        public LeadSignals Signals => signals;

        public ProfileFolder Profile => profile;

        public void Add(LeadEvent e)
        {
            signals.Apply(e);
            profile.Add(e);
        }

        public void Join(Stretch other)
        {
            signals.Join(other.Signals);
            profile.Join(other.Profile);
        }

        public Stretch Clone() => new(signals.Clone(), profile.Clone());
    }
}
