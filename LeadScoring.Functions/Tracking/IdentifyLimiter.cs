using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// How many leads strangers may make up on a day, and how many browsers may claim to be one person. An address that no event has named becomes a lead with the first
/// <c>identify</c> that names it, and costs storage and a score; each browser is merged into its lead. A lead that is there already is not counted. Counted per instance
/// of the app; a new day begins at midnight UTC.
/// </summary>
/// <param name="limits">The numbers.</param>
/// <param name="leads">Tells which leads are there.</param>
/// <param name="leadIds">Names the lead of an address.</param>
/// <param name="clock">Tells the day.</param>
public sealed class IdentifyLimiter(IdentifyLimits limits, LeadStore leads, LeadIds leadIds, TimeProvider clock)
{
    private Counts _today = new(default, limits);

    /// <summary>What was counted today, for health: new leads taken, and requests refused.</summary>
    internal (int Taken, int Refused) Today => Current().Totals;

    /// <summary>Whether a lead may be identified.</summary>
    /// <param name="email">Its address.</param>
    /// <param name="visitor">Who claims to be that lead.</param>
    /// <param name="site">The site that says so.</param>
    /// <param name="address">From where it was sent.</param>
    internal async Task<bool> TryTake(EmailAddress email, string visitor, string site, string address, CancellationToken cancellation)
    {
        var counts = Current();
        var lead = leadIds.Of(email);
        return counts.IsPaired(lead, visitor) || counts.TryTake(lead, visitor, site, address, isThere: await leads.Exists(lead, cancellation));
    }

    private Counts Current()
    {
        var today = Day.Of(clock.GetUtcNow());
        var counts = Volatile.Read(ref _today);
        if (counts.Day == today)
            return counts;
        Interlocked.CompareExchange(ref _today, new Counts(today, limits), counts);
        return Volatile.Read(ref _today);
    }

    private sealed class Counts(Day day, IdentifyLimits limits)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, int> _newLeads = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<string>> _visitors = new(StringComparer.Ordinal);
        private int _pairs;
        private int _taken;
        private int _refused;

        public Day Day { get; } = day;

        public (int Taken, int Refused) Totals
        {
            get
            {
                lock (_lock)
                    return (_taken, _refused);
            }
        }

        /// <summary>Whether this browser was taken for this lead today.</summary>
        public bool IsPaired(string lead, string visitor)
        {
            lock (_lock)
                return _visitors.TryGetValue(lead, out var visitors) && visitors.Contains(visitor);
        }

        /// <summary>Counts a browser of a lead, and the lead where it is new; false when there are too many.</summary>
        public bool TryTake(string lead, string visitor, string site, string address, bool isThere)
        {
            var (ofSite, ofAddress) = ("site:" + site, "address:" + address);
            lock (_lock)
            {
                var isKnown = _visitors.TryGetValue(lead, out var visitors);
                var (siteCount, addressCount) = (_newLeads.GetValueOrDefault(ofSite), _newLeads.GetValueOrDefault(ofAddress));
                if (visitors?.Count >= limits.Visitors || (!isKnown && !isThere && (siteCount >= limits.Site || addressCount >= limits.Address)))
                {
                    _refused++;
                    return false;
                }

                if (!isKnown && !isThere)
                {
                    _newLeads[ofSite] = siteCount + 1;
                    _newLeads[ofAddress] = addressCount + 1;
                    _taken++;
                }

                Remember(lead, visitor);
                return true;
            }
        }

        // Whoever names many leads that are there must not fill the memory: then the browsers are counted from nothing, and new leads go on being counted.
        private void Remember(string lead, string visitor)
        {
            if (_pairs == limits.Pairs)
            {
                _visitors.Clear();
                _pairs = 0;
            }

            if (!_visitors.TryGetValue(lead, out var visitors))
                _visitors.Add(lead, visitors = new HashSet<string>(StringComparer.Ordinal));
            if (visitors.Add(visitor))
                _pairs++;
        }
    }
}

/// <summary>How many people and browsers are taken from pages on a day.</summary>
/// <param name="Site">New leads from all pages of an origin.</param>
/// <param name="Address">New leads from one address of the network; an office shares one.</param>
/// <param name="Visitors">Browsers that claim to be one lead's.</param>
/// <param name="Pairs">Leads with a browser that are remembered, about 200 bytes each; then the browsers are counted from nothing.</param>
public sealed record IdentifyLimits(int Site, int Address, int Visitors = 50, int Pairs = 100_000)
{
    /// <summary>More than a busy site's forms bring in, and enough for an office behind one address.</summary>
    public static IdentifyLimits Usual { get; } = new(1000, 30);
}
