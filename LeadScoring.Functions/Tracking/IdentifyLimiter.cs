using System.Collections.Concurrent;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// How many leads strangers may make up on a day: an address that no event has told of becomes a lead with the first <c>identify</c> that names it, and each costs storage and a
/// score. A lead that is there already is not counted. Counted per instance of the app; a new day begins at midnight UTC.
/// </summary>
/// <param name="limits">The numbers.</param>
/// <param name="leads">Tells which leads are there.</param>
/// <param name="leadIds">Names the lead of an address.</param>
/// <param name="clock">Tells the day.</param>
public sealed class IdentifyLimiter(IdentifyLimits limits, LeadStore leads, LeadIds leadIds, TimeProvider clock)
{
    private Counts _today = new(default);

    /// <summary>What was counted today, for health: new leads taken, and those refused.</summary>
    internal (int Taken, int Refused) Today
    {
        get
        {
            var counts = Current();
            lock (counts)
                return (counts.Taken, counts.Refused);
        }
    }

    /// <summary>Whether a lead may be identified.</summary>
    /// <param name="email">Its address.</param>
    /// <param name="visitor">Who claims to be that lead.</param>
    /// <param name="site">The site that says so.</param>
    /// <param name="address">From where it was sent.</param>
    internal async Task<bool> TryTake(EmailAddress email, string visitor, string site, string address, CancellationToken cancellation)
    {
        var counts = Current();
        var lead = leadIds.Of(email);
        if (!counts.TryPair(lead, visitor, limits.Visitors))
            return false;
        // Who was let in today is let in again.
        if (counts.Known.ContainsKey(lead) || await leads.Exists(lead, cancellation))
            return true;
        var (ofSite, ofAddress) = ("site:" + site, "address:" + address);
        lock (counts)
        {
            if (counts.Known.ContainsKey(lead))
                return true;
            var (site1, address1) = (counts.New.GetValueOrDefault(ofSite), counts.New.GetValueOrDefault(ofAddress));
            if (site1 >= limits.Site || address1 >= limits.Address)
            {
                counts.Refused++;
                return false;
            }

            counts.New[ofSite] = site1 + 1;
            counts.New[ofAddress] = address1 + 1;
            counts.Known[lead] = true;
            counts.Taken++;
            return true;
        }
    }

    private Counts Current()
    {
        var today = Day.Of(clock.GetUtcNow());
        var counts = Volatile.Read(ref _today);
        if (counts.Day == today)
            return counts;
        Interlocked.CompareExchange(ref _today, new Counts(today), counts);
        return Volatile.Read(ref _today);
    }

    // No more entries than the limits let in, however many ask.
    private sealed class Counts(Day day)
    {
        public Day Day { get; } = day;

        public Dictionary<string, int> New { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, bool> Known { get; } = new(StringComparer.Ordinal);

        // Browsers by lead: each new one is merged into it, and that costs more than an event.
        private readonly Dictionary<string, HashSet<string>> _visitors = new(StringComparer.Ordinal);

        public bool TryPair(string lead, string visitor, int most)
        {
            lock (this)
            {
                if (!_visitors.TryGetValue(lead, out var visitors))
                    _visitors.Add(lead, visitors = new HashSet<string>(StringComparer.Ordinal));
                if (visitors.Contains(visitor))
                    return true;
                if (visitors.Count >= most)
                {
                    Refused++;
                    return false;
                }

                visitors.Add(visitor);
                return true;
            }
        }

        public int Taken { get; set; }

        public int Refused { get; set; }
    }
}

/// <summary>How many new leads are taken from pages on a day.</summary>
/// <param name="Site">From all pages of an origin.</param>
/// <param name="Address">From one address of the network; an office shares one.</param>
/// <param name="Visitors">Browsers that claim to be one lead's, known or new.</param>
public sealed record IdentifyLimits(int Site, int Address, int Visitors = 50)
{
    /// <summary>More than a busy site's forms bring in, and enough for an office behind one address.</summary>
    public static IdentifyLimits Usual { get; } = new(1000, 30);
}
