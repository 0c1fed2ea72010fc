using System.Globalization;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Scoring;

/// <summary>Writes expected and actual figures in one form, a line a figure, so that a difference shows where it is.</summary>
internal static class FigureText
{
    public static string Of(JsonElement expect)
    {
        var text = new StringBuilder();
        foreach (var category in expect.GetProperty("categories").EnumerateObject())
            text.AppendLine(CultureInfo.InvariantCulture, $"category {category.Name} sum {category.Value.GetProperty("sumMilli")} value {category.Value.GetProperty("valueMilli")}");
        foreach (var dimension in expect.TryGetProperty("dimensions", out var dimensions) ? [.. dimensions.EnumerateObject()] : Array.Empty<JsonProperty>())
            text.AppendLine(CultureInfo.InvariantCulture, $"dimension {dimension.Name} {dimension.Value.GetProperty("exact")} shown {dimension.Value.GetProperty("shown")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"score {expect.GetProperty("score").GetProperty("exact")} shown {expect.GetProperty("score").GetProperty("shown")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"grade {Text(expect, "grade")} target {Text(expect, "target")} progress {Text(expect, "progress")} route {expect.GetProperty("route")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"missing {string.Join(',', expect.GetProperty("missing").EnumerateArray())} known {expect.GetProperty("known")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"until {expect.GetProperty("until")}");
        foreach (var line in expect.GetProperty("ledger").EnumerateArray())
            text.AppendLine(CultureInfo.InvariantCulture, $"line {line.GetProperty("rule")} {line.GetProperty("category")} newest {line.GetProperty("newestDay")} matches {line.GetProperty("matches")} raw {line.GetProperty("rawMilli")} milli {line.GetProperty("milli")}");
        if (expect.TryGetProperty("proven", out var proven))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"proven {proven}");
            text.AppendLine(CultureInfo.InvariantCulture, $"left out {Names(expect, "leftOut")}");
            text.AppendLine(CultureInfo.InvariantCulture, $"disqualify {Names(expect, "disqualify")} personas {Names(expect, "personas")}");
        }

        return text.ToString();
    }

    /// <summary>What the second set of vectors tells besides.</summary>
    public static string Of(ScoringModel model, LeadProfile profile, IEnumerable<LeadEvent> events, Day day)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"proven {profile.IsProven}");
        text.AppendLine(CultureInfo.InvariantCulture, $"left out {string.Join(',', profile.LeftOut)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"disqualify {string.Join(',', model.DisqualificationsOf(profile, day).Select(static entry => entry.Id))} personas {string.Join(',', PersonasOf(model, profile, events, day))}");
        return text.ToString();
    }

    // A persona with an event holds when some proven event up to the day is one of its.
    private static IEnumerable<string> PersonasOf(ScoringModel model, LeadProfile profile, IEnumerable<LeadEvent> events, Day day)
    {
        var byEvent = events.Where(e => model.Zone.DayOf(e.OccurredAt) <= day).SelectMany(e => model.PersonasOf(e)).ToHashSet();
        var byProfile = model.PersonasOf(profile, day).ToHashSet();
        return model.Definition.Personas.Where(persona => (persona.On is null || byEvent.Contains(persona)) && (persona.When is null || byProfile.Contains(persona))).Select(static persona => persona.Id);
    }

    private static string Text(JsonElement expect, string name) => expect.TryGetProperty(name, out var value) ? value.ToString() : "";

    // Six places only where it is no whole number.
    private static string Text(MilliPoints? target) => target?.Points is not { } points ? "" : points.ToString(points == decimal.Truncate(points) ? "0" : "0.000000", CultureInfo.InvariantCulture);

    private static string Names(JsonElement expect, string name) => expect.TryGetProperty(name, out var names) ? string.Join(',', names.EnumerateArray()) : "";

    public static string Of(Explanation actual, Day? until)
    {
        var text = new StringBuilder();
        foreach (var category in actual.Categories)
            text.AppendLine(CultureInfo.InvariantCulture, $"category {category.Name} sum {category.Sum.Value} value {category.Value.Value}");
        foreach (var dimension in actual.Dimensions)
            text.AppendLine(CultureInfo.InvariantCulture, $"dimension {dimension.Name} {dimension.Figure.Exact} shown {dimension.Figure.Shown}");
        text.AppendLine(CultureInfo.InvariantCulture, $"score {actual.Score.Exact} shown {actual.Score.Shown}");
        text.AppendLine(CultureInfo.InvariantCulture, $"grade {actual.Grade} target {Text(actual.Target)} progress {actual.Progress} route {actual.RouteId}");
        text.AppendLine(CultureInfo.InvariantCulture, $"missing {string.Join(',', actual.Missing)} known {actual.Known}");
        text.AppendLine(CultureInfo.InvariantCulture, $"until {until}");
        foreach (var line in actual.Ledger)
            text.AppendLine(CultureInfo.InvariantCulture, $"line {line.Rule} {line.Category} newest {line.NewestDay} matches {line.Matches} raw {line.Raw.Value} milli {line.Points.Value}");
        return text.ToString();
    }
}
