using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;

namespace LeadScoring.Local.Redriving;

/// <summary>Says what is stuck, and what was done about it.</summary>
internal sealed class RedriveReport(TextWriter output, TimeProvider clock)
{
    private const int Shown = 10;

    /// <summary>The same as JSON: each place with what is stuck in it, or with what was moved out of it.</summary>
    public JsonArray Places { get; } = [];

    public void Write(string name, StuckWork work)
    {
        Places.Add(new JsonObject
        {
            ["place"] = name,
            ["stuck"] = work.Count,
            ["isAtLeast"] = work.IsAtLeast,
            ["items"] = new JsonArray([.. work.Items.Select(static item => new JsonObject { ["at"] = item.At?.UtcDateTime, ["what"] = item.What, ["reason"] = item.Reason, ["until"] = item.Until?.UtcDateTime })]),
        });
        if (work.Count == 0)
        {
            output.WriteLine($"{name}: nothing");
            return;
        }

        var oldest = work.Items.Min(static item => item.At);
        output.WriteLine($"{name}: {(work.IsAtLeast ? "at least " : "")}{work.Count}{(oldest is { } at ? $", the oldest {Age(at)} old" : "")}");
        foreach (var item in work.Items.Take(Shown))
            output.WriteLine($"  {Line(item)}");
        if (work.Count > Math.Min(Shown, work.Items.Count))
            output.WriteLine($"  and {work.Count - Math.Min(Shown, work.Items.Count)} more");
        foreach (var group in work.Items.Where(static item => item.Reason is not null).GroupBy(static item => Kind(item.Reason!), StringComparer.Ordinal).OrderByDescending(static group => group.Count()).Take(Shown))
            output.WriteLine($"  {group.Count()} x {group.Key}");
        if (work.Items.Min(static item => item.Until) is { } until)
            output.WriteLine(until > clock.GetUtcNow()
                ? $"  the storage deletes the first message at {TimeText.Of(until)}; move them before then"
                : $"  the storage may delete the first message at any time since {TimeText.Of(until)}; move them now");
    }

    public void Write(string name, MovedWork work)
    {
        Places.Add(new JsonObject { ["place"] = name, ["moved"] = work.Count, ["left"] = new JsonArray([.. work.Left.Select(static left => (JsonNode)left)]), ["isPart"] = work.IsPart });
        output.WriteLine($"{name}: {work.Count} moved{(work.Left.Count == 0 ? "" : $", {work.Left.Count} left")}");
        foreach (var left in work.Left)
            output.WriteLine($"  {left}");
        if (work.IsPart)
            output.WriteLine("  there are more: run it again when these are processed");
    }

    private string Line(StuckItem item) => $"{(item.At is { } at ? Age(at).PadLeft(8) : "")}  {item.What}{(item.Reason is null ? "" : $": {item.Reason}")}";

    private string Age(DateTimeOffset at)
    {
        var age = clock.GetUtcNow() - at;
        return age switch
        {
            { TotalDays: >= 2 } => Round(age.TotalDays, "d"),
            { TotalHours: >= 2 } => Round(age.TotalHours, "h"),
            { TotalMinutes: >= 2 } => Round(age.TotalMinutes, "min"),
            _ => Round(Math.Max(age.TotalSeconds, 0), "s"),
        };
    }

    private static string Round(double number, string unit) => $"{Math.Floor(number).ToString(CultureInfo.InvariantCulture)} {unit}";

    // The code or the reason before its details.
    private static string Kind(string reason) => reason.Split([' ', ':'], 2)[0];
}
