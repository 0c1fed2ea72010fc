using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>timeZone</c>: an IANA name.</summary>
internal static class TimeZoneSection
{
    private const string Example = "America/Los_Angeles";

    /// <summary>The zone; UTC where none is named, or where the name is a finding.</summary>
    public static DayZone Read(Node? node, Findings findings)
    {
        if (findings.Text(node, "timeZone") is not { } name)
            return DayZone.Utc;
        if (DayZone.Find(name) is { } zone)
            return zone;
        findings.Add(
            Codes.TimeZone,
            node!.At,
            $"{Findings.Quote(name)} is not a time zone; 'timeZone' needs an IANA name (tz database {DayZone.DataVersion}).",
            Nearest(name) is { } nearest ? $"Write 'timeZone: {nearest}'." : $"Write a name such as 'timeZone: {Example}', or leave 'timeZone' out for UTC.");
        return DayZone.Utc;
    }

    // As a whole, as Windows calls it, or by its city alone.
    private static string? Nearest(string name)
    {
        var written = name.Replace(' ', '_');
        return DayZone.IdOfWindowsName(name) ?? Nearest(written, static id => id) ?? Nearest(written[(written.LastIndexOf('/') + 1)..], static id => id[(id.LastIndexOf('/') + 1)..]);
    }

    private static string? Nearest(string name, Func<string, string> part)
    {
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var id in DayZone.Ids)
        {
            // There are many, and a typing error in a short one is another one.
            var distance = EditDistance.Between(name, part(id), part(id).Length switch { < 5 => 0, < 8 => 1, _ => 2 });
            if (distance < least)
                (nearest, least) = (id, distance);
        }

        return nearest;
    }
}
