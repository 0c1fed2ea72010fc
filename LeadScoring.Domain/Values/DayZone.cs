using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace LeadScoring.Domain.Values;

/// <summary>
/// The time zone that says when a model's days begin (docs/reference/scoring.md#days). Its rules are those of the tz database inside the product, never those of the machine: the same instant has the
/// same day everywhere. Immutable and safe to share between threads.
/// </summary>
public sealed class DayZone
{
    private const string UtcId = "UTC";

    // Null for UTC: its days are counted without looking anything up.
    private readonly DateTimeZone? _zone;
    private readonly Lazy<(long[] Starts, ulong[] Hashes)> _rules;

    private DayZone(string id, DateTimeZone? zone)
    {
        (Id, _zone) = (id, zone);
        _rules = new(() => RulesOf(zone!));
    }

    /// <summary>The zone of a model that names none.</summary>
    public static DayZone Utc { get; } = new(UtcId, null);

    /// <summary>The release of the tz database whose rules are used, e.g. <c>2026a</c>.</summary>
    public static string DataVersion => TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>All names that <see cref="Find"/> knows, in ordinal order.</summary>
    public static ImmutableArray<string> Ids { get; } = [.. TzdbDateTimeZoneSource.Default.GetIds().Order(StringComparer.Ordinal)];

    /// <summary>The name as the document writes it, e.g. <c>America/Los_Angeles</c>.</summary>
    public string Id { get; }

    /// <summary>Whether its days are those of UTC.</summary>
    public bool IsUtc => _zone is null;

    /// <summary>The zone of an IANA name; null when the tz database has none of that very spelling.</summary>
    public static DayZone? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id == UtcId)
            return Utc;
        if (Ids.BinarySearch(id, StringComparer.Ordinal) < 0)
            return null;
        var zone = DateTimeZoneProviders.Tzdb[id];
        return new DayZone(id, TzdbDateTimeZoneSource.Default.CanonicalIdMap[id] == "Etc/UTC" ? null : zone);
    }

    /// <summary>A zone with rules of its own, for tests of corrected ones.</summary>
    internal static DayZone Of(string id, DateTimeZone zone) => new(id, zone);

    /// <summary>The IANA name of a zone that Windows names, e.g. of <c>Pacific Standard Time</c> or <c>Pacific Time</c>; null for none.</summary>
    public static string? IdOfWindowsName(string name) => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping
        .FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase) || pair.Key.Replace(" Standard ", " ", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The calendar day in which an instant lies.</summary>
    public Day DayOf(DateTimeOffset instant) => _zone is null ? Day.Of(instant) : DayOf(instant, _zone);

    /// <summary>The first instant of a day, in UTC. A day that does not exist starts where the next one does.</summary>
    public DateTimeOffset StartOf(Day day) => _zone is null ? day.Start : InstantOf(_zone, DateOf(day).AtMidnight());

    /// <summary>The last tick of a day, in UTC.</summary>
    public DateTimeOffset EndOf(Day day) => StartOf(day.AddDays(1)).AddTicks(-1);

    /// <summary>
    /// When a time that was agreed on runs out, in UTC. Whole days are calendar days: they end at the same time of day, also where clocks change meanwhile. Anything else is counted by the hour.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan time)
    {
        if (_zone is null || time.Ticks % TimeSpan.TicksPerDay != 0)
            return from + time;
        var local = Instant.FromDateTimeOffset(from).InZone(_zone).LocalDateTime;
        return InstantOf(_zone, local.PlusDays(checked((int)time.TotalDays)));
    }

    /// <summary>
    /// A number that two releases of the tz database share where they agree on the zone up to the end of a day, and hardly ever where they do not: what signals remember by other rules is rebuilt. 0 for UTC.
    /// </summary>
    public ulong RulesUntil(Day day)
    {
        if (_zone is null)
            return 0;
        var (starts, hashes) = _rules.Value;
        var place = starts.AsSpan().BinarySearch(StartOf(day.AddDays(1)).ToUnixTimeSeconds());
        return hashes[Math.Max(place < 0 ? ~place - 1 : place - 1, 0)];
    }

    /// <inheritdoc />
    public override string ToString() => Id;

    private static LocalDate DateOf(Day day) => new LocalDate(1970, 1, 1).PlusDays(day.Number);

    private static Day DayOf(DateTimeOffset instant, DateTimeZone zone)
    {
        var ticks = instant.UtcTicks - DateTime.UnixEpoch.Ticks;
        return new Day((int)(Math.DivRem(ticks + zone.GetUtcOffset(Instant.FromUnixTimeTicks(ticks)).Ticks, TimeSpan.TicksPerDay, out var rest) - (rest < 0 ? 1 : 0)));
    }

    // Where each set of the clocks begins, in seconds since 1970, and a hash of all up to it. Nobody knows the rules of the next century, and no lead is older than the last one's.
    private static (long[] Starts, ulong[] Hashes) RulesOf(DateTimeZone zone)
    {
        var (starts, hashes) = (new List<long>(), new List<ulong>());
        // FNV-1a: it tells rules apart; nothing rests on it being hard to forge.
        var hash = 14695981039346656037UL;
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(1900, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0)))
        {
            starts.Add(interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue);
            Add(starts[^1]);
            Add(interval.WallOffset.Seconds);
            hashes.Add(hash);
        }

        return ([.. starts], [.. hashes]);

        void Add(long value)
        {
            for (var i = 0; i < sizeof(long); i++)
                hash = unchecked((hash ^ (byte)(value >> (8 * i))) * 1099511628211UL);
        }
    }

    // A time that clocks skip is the instant at which they do; one that they show twice is the first.
    private static DateTimeOffset InstantOf(DateTimeZone zone, LocalDateTime local)
    {
        var map = zone.MapLocal(local);
        return (map.Count == 0 ? map.LateInterval.Start : map.First().ToInstant()).ToDateTimeOffset();
    }
}
