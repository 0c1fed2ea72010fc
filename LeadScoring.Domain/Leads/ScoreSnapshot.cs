using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>A lead's figures under one model at its last evaluation, as stored and as messages and pages show them.</summary>
public sealed record ScoreSnapshot
{
    [JsonPropertyName("asOf")]
    public required Day AsOf { get; init; }

    /// <summary>The model's time zone, in which its days are days; null for UTC. Known when the figures are computed, never stored.</summary>
    [JsonIgnore]
    public string? TimeZone { get; init; }

    /// <summary>0-100; in a model whose points add up, their sum.</summary>
    [JsonPropertyName("score")]
    public required int Score { get; init; }

    /// <summary>E.g. <c>A2</c>; null in a model whose points add up. Written also then: an older app refuses a row without it.</summary>
    [JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Grade { get; init; }

    /// <summary>How much of the target is reached, 0-100; null in a model with dimensions and grades.</summary>
    [JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Progress { get; init; }

    /// <summary>Points at which a lead is ready; null in a model with dimensions and grades.</summary>
    [JsonPropertyName("target"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Target { get; init; }

    /// <summary>The route's id, or <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</summary>
    [JsonPropertyName("route")]
    public required string Route { get; init; }

    [JsonPropertyName("to")]
    public required Destination To { get; init; }

    /// <summary>By name, 0-100.</summary>
    [JsonPropertyName("dimensions")]
    public required ImmutableArray<KeyValuePair<string, int>> Dimensions { get; init; }

    /// <summary>By name, in points.</summary>
    [JsonPropertyName("categories")]
    public required ImmutableArray<KeyValuePair<string, decimal>> Categories { get; init; }

    /// <summary>Whole percent of the fields in question that are known.</summary>
    [JsonPropertyName("known")]
    public required int Known { get; init; }

    /// <summary>Required fields that are missing.</summary>
    [JsonPropertyName("missing")]
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>The newest day with activity.</summary>
    [JsonPropertyName("lastActivity")]
    public Day? LastActivity { get; init; }

    /// <summary>The first day on which grade or route change if nothing happens.</summary>
    [JsonPropertyName("until")]
    public Day? Until { get; init; }

    /// <summary>Scores at the ends of the seven days before <see cref="AsOf"/>, newest first; null for a day of which none is known.</summary>
    [JsonPropertyName("week")]
    public ImmutableArray<int?> Week { get => field.IsDefault ? [] : field; init; }

    /// <summary>Scores at the ends of the days before that week, newest first; null for a day of which none is known, and for all of them where an older app made the figures.</summary>
    [JsonPropertyName("earlier"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<int?>? Earlier { get; init; }

    /// <summary>Scores at the ends of the days before <see cref="AsOf"/>, newest first, as far as they are kept. Stored in two parts, of which an older app reads the first.</summary>
    [JsonIgnore]
    public ImmutableArray<int?> Past
    {
        get => Earlier is { } earlier ? [.. Week, .. earlier] : Week;
        init
        {
            var week = Math.Min(value.Length, Leads.Trend.Days);
            Week = value[..week];
            Earlier = value.Length > week ? value[week..] : null;
        }
    }

    /// <summary>The score less that of seven days before; null when that is not known. Computed when the figures are, never stored.</summary>
    [JsonIgnore]
    public int? Trend { get; init; }

    /// <summary>The lines that give most, in words.</summary>
    [JsonPropertyName("reasons")]
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The priority index (docs/guide/hand-off.md#whom-to-call-first); 0 in rows from before there was one.</summary>
    [JsonPropertyName("priority")]
    public int Priority { get; init; }

    /// <summary>The priority index as 1-4 flames; 0 in rows from before there was one.</summary>
    [JsonPropertyName("flames")]
    public int Flames { get; init; }

    /// <summary>The score at the end of a day before <see cref="AsOf"/>; null when it is not known.</summary>
    /// <param name="days">How many days before; at least one.</param>
    public int? ScoreBefore(int days) => days <= Week.Length ? Week[days - 1] : Earlier is { } earlier && days - Week.Length <= earlier.Length ? earlier[days - Week.Length - 1] : null;

    /// <summary>
    /// Whether another evaluation says what this one says. Its day alone is no difference, nor are the days before it: without new events the signals still
    /// tell them.
    /// </summary>
    public bool SaysTheSameAs(ScoreSnapshot other) =>
        Score == other.Score && Grade == other.Grade && Progress == other.Progress && Target == other.Target && Route == other.Route && To == other.To
        && Dimensions.SequenceEqual(other.Dimensions) && Categories.SequenceEqual(other.Categories)
        && Known == other.Known && Missing.SequenceEqual(other.Missing, StringComparer.Ordinal) && LastActivity == other.LastActivity && Until == other.Until
        && Reasons.SequenceEqual(other.Reasons, StringComparer.Ordinal) && Priority == other.Priority && Flames == other.Flames;
}
