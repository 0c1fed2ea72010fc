using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>
/// How many fast tracks strangers may set off at a site, or a connection whose deliveries are claims, on a day. Anyone who asks to be called is called; a program that asks
/// a thousand times must not fill the day of sales. What is more is marked: marketing is asked to follow it up. Counted per instance of the app; a day begins at midnight UTC.
/// </summary>
/// <param name="most">Fast tracks of a site on a day.</param>
/// <param name="models">Tells which events set off one.</param>
/// <param name="clock">Tells the day.</param>
public sealed class FastTrackLimiter(int most, ModelCatalog models, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<string>> _taken = new(StringComparer.Ordinal);
    private Day _day;
    private int _over;

    /// <summary>How many events came beyond the number today, for health.</summary>
    internal int OverToday
    {
        get
        {
            lock (_lock)
            {
                BeginDay();
                return _over;
            }
        }
    }

    /// <summary>The event, marked when it would set off a fast track beyond the day's number of its site. One that comes again is not counted again.</summary>
    /// <param name="captured">The event.</param>
    /// <param name="site">The listed site, or the connection, that it is counted for: nothing that a stranger may make up.</param>
    /// <param name="cancellation">Ends reading the models.</param>
    internal async Task<StoredEvent> Mark(StoredEvent captured, string site, CancellationToken cancellation)
    {
        if (!captured.Event.IsClaimed || !await IsFastTrack(captured, cancellation) || TryTake(site, captured.Key))
            return captured;
        return captured with { Event = captured.Event with { IsOverQuota = true } };
    }

    private async Task<bool> IsFastTrack(StoredEvent captured, CancellationToken cancellation)
    {
        try
        {
            return (await models.Active(cancellation)).Any(active => active.Model.FastTrackOf(captured.Event) is not null);
        }
        catch (CorruptStateException)
        {
            // Events are taken all the same; nothing is decided either until the model can be read.
            return false;
        }
    }

    private bool TryTake(string site, string key)
    {
        lock (_lock)
        {
            BeginDay();
            if (!_taken.TryGetValue(site, out var taken))
                _taken.Add(site, taken = new HashSet<string>(StringComparer.Ordinal));
            if (taken.Contains(key))
                return true;
            if (taken.Count < most)
                return taken.Add(key);
            _over++;
            return false;
        }
    }

    private void BeginDay()
    {
        var today = Day.Of(clock.GetUtcNow());
        if (_day == today)
            return;
        _taken.Clear();
        (_day, _over) = (today, 0);
    }
}
