using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Http;

/// <summary>How answers name the time zone whose days they tell.</summary>
internal static class ZoneNames
{
    /// <summary>The IANA name; null for UTC, which answers leave out.</summary>
    public static string? OtherThanUtc(DayZone zone) => zone.IsUtc ? null : zone.Id;
}
