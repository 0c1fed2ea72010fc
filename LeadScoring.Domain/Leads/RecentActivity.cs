using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Leads;

/// <summary>One of the newest things a lead did, in a line, for messages: they are written without reading the log.</summary>
/// <param name="Type">Of the event.</param>
/// <param name="At">When it happened.</param>
/// <param name="What">The page, asset, form ... in question; null when the event names none.</param>
/// <param name="Key">Of the event in the log.</param>
public sealed record RecentActivity(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("what")] string? What,
    [property: JsonPropertyName("key")] string Key)
{
    /// <summary>This many are kept.</summary>
    public const int Most = 5;

    private const int MostCharacters = 120;

    private static readonly string[] Names = ["path", "asset", "form", "eventKind", "feature", "campaign", "action", "outcome"];

    /// <summary>The list with one more event, newest first; the same list for an event that is not activity or too old. The order of the calls leaves no trace.</summary>
    public static ImmutableArray<RecentActivity> With(ImmutableArray<RecentActivity> recent, StoredEvent captured)
    {
        var e = captured.Event;
        if (EventTypes.IsPassive(e.Type))
            return recent;
        var activity = new RecentActivity(e.Type, e.OccurredAt, WhatOf(e), captured.Key);
        var place = recent.TakeWhile(other => IsNewer(other, activity)).Count();
        if (place == Most)
            return recent;
        var all = recent.Insert(place, activity);
        return all.Length > Most ? all[..Most] : all;
    }

    private static bool IsNewer(RecentActivity left, RecentActivity right) =>
        left.At != right.At ? left.At > right.At : string.CompareOrdinal(left.Key, right.Key) > 0;

    private static string? WhatOf(LeadEvent e)
    {
        var what = Names.Select(name => e.Properties[name]).FirstOrDefault(value => !value.IsMissing);
        if (what.IsMissing)
            return e.Properties["url"].Text is { } url && Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? Cut(address.AbsolutePath) : null;
        return Cut(what.ToString());
    }

    private static string Cut(string text)
    {
        if (text.Length <= MostCharacters)
            return text;
        var end = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return text[..end];
    }
}
