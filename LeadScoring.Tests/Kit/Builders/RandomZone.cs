using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using NodaTime;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>A random lead whose model counts the days of some time zone, and whose events lie around a change of its clocks.</summary>
internal static class RandomZone
{
    // Half hours and quarters, midnights that do not exist, changes at midnight and a minute after it, a day that does not exist.
    private static readonly string[] Zones =
    [
        "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo", "Europe/Berlin", "Africa/Casablanca", "Asia/Beirut", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe",
        "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Scoresbysund", "Asia/Pyongyang",
    ];

    public static RandomLead Of(int seed)
    {
        var random = new Random(seed);
        var lead = RandomLead.Of(seed);
        var id = Zones[random.Next(Zones.Length)];
        var intervals = DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(Instant.FromUtc(2005, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0)).Where(static interval => interval.HasEnd).ToList();
        var change = intervals.Count == 0 ? Instant.FromUtc(2024, 3, 10, 10, 0) : intervals[random.Next(intervals.Count)].End;
        return lead with
        {
            Model = lead.Model with { TimeZone = DayZone.Find(id)! },
            Log = [.. lead.Log.Select(e => Moved(e, change.ToDateTimeOffset(), random))],
        };
    }

    private static LeadEvent Moved(LeadEvent e, DateTimeOffset change, Random random)
    {
        var profile = e.Profile["renewal"].IsMissing ? e.Profile : new Fields([.. e.Profile.Where(static field => field.Key != "renewal"), KeyValuePair.Create("renewal", Date(change, random))]);
        return e with { OccurredAt = Near(change, random), Profile = profile };
    }

    private static FieldValue Date(DateTimeOffset change, Random random) => random.Next(3) switch
    {
        0 => Day.Of(Near(change, random)).ToString(),
        1 => Near(change, random).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        _ => Near(change, random).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
    };

    // Mostly within two days of the change, sometimes at it.
    private static DateTimeOffset Near(DateTimeOffset change, Random random) => random.Next(4) switch
    {
        0 => change.AddDays(random.Next(-60, 60)).AddMinutes(random.Next(1440)),
        1 => change.AddSeconds(random.Next(-1, 2)),
        _ => change.AddMinutes(random.Next(-2 * 1440, 2 * 1440)),
    };
}
