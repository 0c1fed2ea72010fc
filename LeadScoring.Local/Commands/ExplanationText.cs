using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Local.Commands;

/// <summary>Prints an explanation as people read it.</summary>
internal static class ExplanationText
{
    private static readonly string[] Figures = ["grade", "route", "score"];
    private static readonly string[] Line = ["rule", "category", "matches", "newestDay", "points", "share", "claimed"];

    public static void Write(JsonElement explained, CommandOutput output)
    {
        var version = Of("version") is { Length: > 0 } number ? $" version {number}" : "";
        output.Line($"{(Of("lead") is { Length: > 0 } lead && lead.Contains('@', StringComparison.Ordinal) ? lead + " under " : "")}{Of("model")}{version} as of {Of("asOf")}: score {Shown(explained.GetProperty("score"))}, {Ready()}, route {Of("route")}{(Of("until") is { Length: > 0 } until ? $" until {until}" : "")}");
        if (explained.TryGetProperty("dimensions", out var dimensions))
        {
            foreach (var dimension in dimensions.EnumerateObject())
                output.Line($"  {dimension.Name} {Shown(dimension.Value)}, which gives {Rounded(dimension.Value, "share")} of the score");
        }

        if (Of("missing") is { Length: > 0 } missing)
            output.Line($"  missing: {missing}");
        if (explained.TryGetProperty("unread", out var unread))
        {
            foreach (var value in unread.EnumerateArray())
                output.Line($"  {Member(value, "field")} is '{Member(value, "value")}', which cannot be read as {Member(value, "expected")}: {Member(value, "rules")} cannot hold");
        }

        MemberTable.Write([.. explained.GetProperty("ledger").EnumerateArray().Select(static line => (IReadOnlyList<JsonElement>)[Rounding(line), line])], Line);
        WriteUntil(explained, output);
        WriteSteps(explained, output);

        string Of(string member) => Member(explained, member);
        string Ready() => Of("target") is { Length: > 0 } target ? $"{Of("progress")} % of the target {target}" : $"grade {Of("grade")}";
    }

    private static void WriteUntil(JsonElement explained, CommandOutput output)
    {
        if (!explained.TryGetProperty("untilChange", out var change))
            return;
        output.Line($"If nothing happens, on {Member(explained, "until")}: {string.Join(", ", Figures.Where(name => change.TryGetProperty(name, out _)).Select(Change))}");
        foreach (var rule in change.GetProperty("points").EnumerateArray())
            output.Line($"  {Member(rule, "title")}: {Member(rule, "from")} -> {Member(rule, "to")} points");

        string Change(string name) => change.GetProperty(name) is var figure && Member(figure, "from") == Member(figure, "to") ? $"{name} stays {Member(figure, "to")}" : $"{name} {Member(figure, "from")} -> {Member(figure, "to")}";
    }

    private static void WriteSteps(JsonElement explained, CommandOutput output)
    {
        if (!explained.TryGetProperty("whyNotYet", out var ways) || ways.GetArrayLength() == 0)
            return;
        output.Line("What would put the lead on a better route:");
        foreach (var way in ways.EnumerateArray())
            output.Line($"  {Member(way, "route")}{(Member(way, "grade") is { Length: > 0 } grade ? $" ({grade})" : "")}: {string.Join(" + ", way.GetProperty("steps").EnumerateArray().Select(static step => Member(step, "text")))}");
    }

    // The share to one place, as an object in which a table looks first.
    private static JsonElement Rounding(JsonElement line) => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["share"] = Rounded(line, "share") });

    private static string Rounded(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && decimal.TryParse(value.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.0", CultureInfo.InvariantCulture)
            : "";

    private static string Member(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? MemberTable.Text(value) : "";

    private static string Shown(JsonElement figure) => Member(figure, "shown");
}
