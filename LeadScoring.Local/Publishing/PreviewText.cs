using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Local.Publishing;

/// <summary>A preview in lines for people.</summary>
internal static class PreviewText
{
    private const int MostLeads = 10;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(JsonElement preview)
    {
        yield return Text(preview, "says");
        var handOffs = preview.GetProperty("handOffs");
        if (handOffs.TryGetProperty("capacity", out var capacity))
            yield return $"  Sales takes {capacity} leads a week: those at once are {Text(handOffs, "weeksOfWork")} weeks of work.";
        yield return string.Create(CultureInfo.InvariantCulture, $"  Handed off newly in each of the last weeks, had it been live: {string.Join(", ", handOffs.GetProperty("weeks").EnumerateArray())}.");
        if (preview.GetProperty("buckets").GetInt32() < 256)
            yield return $"  A sample of {Text(preview, "tried")} leads: the numbers are estimates for all {Text(preview.GetProperty("leads"), "number")}, and the limits hold in 95 of 100 samples.";
        if (preview.GetProperty("unreadable").GetInt32() is > 0 and var unreadable)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {unreadable} leads could not be read: nothing is known of them.");
        if (handOffs.TryGetProperty("hidden", out var hidden) && hidden.GetProperty("number").GetInt32() is > 0 and var number)
            yield return string.Create(CultureInfo.InvariantCulture, $"  The audience hides {number} {(number == 1 ? "lead" : "leads")} that sales is working on.");
        foreach (var (title, member) in new[] { ("Grades", "grades"), ("Routes", "routes") })
        {
            yield return $"{title}:";
            foreach (var place in preview.GetProperty(member).EnumerateArray())
                yield return $"  {Text(place, "name"),-16} {Text(place, "before"),8} -> {Text(place, "after"),-8} {Text(place, "entered")} enter, {Text(place, "left")} leave";
        }

        var changed = preview.GetProperty("changed").EnumerateArray().Take(MostLeads).ToList();
        if (changed.Count == 0)
            yield break;
        yield return "Most changed:";
        foreach (var lead in changed)
        {
            yield return $"  {Text(lead, "lead")}: {Place(lead, "before")} -> {Place(lead, "after")}{Decided(lead)}";
            foreach (var reason in lead.GetProperty("reasons").EnumerateArray())
                yield return $"    {reason.GetString()}";
        }
    }

    private static string Place(JsonElement lead, string member) => lead.TryGetProperty(member, out var place) && place.ValueKind == JsonValueKind.Object
        ? string.Join(' ', new[] { Text(place, "score"), Text(place, "grade"), Text(place, "route") }.Where(static text => text.Length > 0))
        : "nothing";

    private static string Decided(JsonElement lead) => lead.GetProperty("decisions").EnumerateArray().Select(static decision => decision.GetString()).ToList() is { Count: > 0 } decisions ? $" ({string.Join(", ", decisions)})" : "";

    private static string Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.ToString() : "";
}
