using NodaTime;
using NodaTime.TimeZones;

namespace LeadScoring.Tests.Zones;

/// <summary>A zone whose rules are those of another zone from some instant on, as if a release of the tz database had corrected it.</summary>
internal sealed class LaterRules : DateTimeZone
{
    private readonly DateTimeZone _before;
    private readonly DateTimeZone _after;
    private readonly Instant _from;

    private LaterRules(DateTimeZone before, Instant from, DateTimeZone after)
        : base(before.Id, isFixed: false, Offset.Min(before.MinOffset, after.MinOffset), Offset.Max(before.MaxOffset, after.MaxOffset)) =>
        (_before, _from, _after) = (before, from, after);

    public static DateTimeZone Of(string zone, DateTimeOffset from, string after) =>
        new LaterRules(DateTimeZoneProviders.Tzdb[zone], Instant.FromDateTimeOffset(from), DateTimeZoneProviders.Tzdb[after]);

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var interval = (instant < _from ? _before : _after).GetZoneInterval(instant);
        var (start, end) = (interval.HasStart ? interval.Start : (Instant?)null, interval.HasEnd ? interval.End : (Instant?)null);
        return instant < _from
            ? new ZoneInterval(interval.Name, start, end is null || end > _from ? _from : end, interval.WallOffset, interval.Savings)
            : new ZoneInterval(interval.Name, start is null || start < _from ? _from : start, end, interval.WallOffset, interval.Savings);
    }
}
