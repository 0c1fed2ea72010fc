using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;


namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Answer of <c>GET /api/v1/leads/{lead}/explanation</c>: the figures of a day with the lines that they are made of.</summary>
/// <param name="Missing">For the route <c>needs-info</c>: required fields that are missing.</param>
/// <param name="Ledger">One line per rule that holds or has counted matches, then one <c>clamp</c> line per category that was cut; the lines of a category add up to its value.</param>
/// <param name="Until">The first day after <paramref name="AsOf"/> on which grade or route change if nothing happens; null = none within 400 days.</param>
/// <param name="ProvenScore">The score that the proven events alone would give; absent when nothing is claimed.</param>
/// <param name="LeftOut">Attributes that were told and that the limits of a profile leave out; absent when there are none.</param>
/// <param name="UpTo">For a long log, whose explanation is computed beforehand: how many events it has seen.</param>
public sealed record ExplanationAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("score")] FigureItem Score,
    [property: JsonPropertyName("grade")] string Grade,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing,
    [property: JsonPropertyName("dimensions")] IReadOnlyDictionary<string, FigureItem> Dimensions,
    [property: JsonPropertyName("categories")] IReadOnlyDictionary<string, CategoryItem> Categories,
    [property: JsonPropertyName("ledger")] IReadOnlyList<LedgerItem> Ledger,
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("until")] Day? Until,
    [property: JsonPropertyName("upTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UpTo = null,
    [property: JsonPropertyName("provenScore"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ProvenScore = null,
    [property: JsonPropertyName("leftOut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? LeftOut = null);

/// <summary>A dimension or the score.</summary>
/// <param name="Exact">With six decimals.</param>
/// <param name="Shown">As users see it and as it is compared.</param>
public sealed record FigureItem([property: JsonPropertyName("exact")] string Exact, [property: JsonPropertyName("shown")] int Shown);

/// <summary>A category, in points.</summary>
/// <param name="Sum">Of its lines without the clamp.</param>
/// <param name="Value">Cut to the scale.</param>
public sealed record CategoryItem([property: JsonPropertyName("sum")] decimal Sum, [property: JsonPropertyName("value")] decimal Value);

/// <summary>A line of the ledger, in points.</summary>
/// <param name="NewestDay">Of the matches; null where there are none to date.</param>
/// <param name="Raw">Before decay and inactivity.</param>
/// <param name="Points">As they count.</param>
/// <param name="Claimed">How many of the matches a stranger could have sent; of a rule about the profile, 1 when it holds by a claim only. Absent when there are none.</param>
public sealed record LedgerItem(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("newestDay")] Day? NewestDay,
    [property: JsonPropertyName("matches")] long Matches,
    [property: JsonPropertyName("raw")] decimal Raw,
    [property: JsonPropertyName("points")] decimal Points,
    [property: JsonPropertyName("claimed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Claimed = null);

/// <summary>202: the explanation is being computed; ask again.</summary>
/// <param name="State"><c>computing</c>.</param>
/// <param name="RetryAfterSeconds">When to ask again.</param>
public sealed record ComputingAnswer(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("retryAfterSeconds")] int RetryAfterSeconds);

/// <summary>JSON of explanations, and of the messages that ask for one.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter)])]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ComputingAnswer))]
[JsonSerializable(typeof(ReportMessage))]
internal sealed partial class ExplanationsJson : JsonSerializerContext;
