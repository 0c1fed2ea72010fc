using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;


namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>The figures of a lead on a day, with the lines that they are made of: the answer of <c>GET /api/v1/leads/{lead}/explanation</c> and of <c>POST /api/v1/models/{model}/try</c>.</summary>
/// <param name="Lead">The lead's id; absent of one that was only tried.</param>
/// <param name="Version">The version of the model; absent of a draft and of a document that was posted.</param>
/// <param name="AsOf">The day, in the model's time zone.</param>
/// <param name="TimeZone">The model's time zone: <paramref name="AsOf"/>, <paramref name="Until"/> and the days of the ledger are days there.</param>
/// <param name="Missing">For the route <c>needs-info</c>: required fields that are missing.</param>
/// <param name="Ledger">One line per rule that holds or has counted matches, then one <c>clamp</c> line per category that was cut; the lines of a category add up to its value.</param>
/// <param name="Until">The first day after <paramref name="AsOf"/> on which grade or route change if nothing happens; null = none within 400 days.</param>
/// <param name="ProvenScore">The score that the proven events alone would give; absent when nothing is claimed.</param>
/// <param name="LeftOut">Attributes that were told and that the limits of a profile leave out; absent when there are none.</param>
/// <param name="Emptied">Attributes that were known and that an event emptied; absent when there are none.</param>
/// <param name="Unread">Values of the profile that the model cannot read; absent when there are none.</param>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Dimensions">Absent in a model whose points add up.</param>
/// <param name="Target">Points at which a lead is ready; absent in a model with grades.</param>
/// <param name="Progress">How much of the target the score has reached, in whole percent cut down, 0-100; absent in a model with grades.</param>
/// <param name="Cut">What the score is raised by because a sum of points is never below 0: with the shares of the categories it adds up to the score. Absent where nothing is.</param>
/// <param name="Reasons">The lines that give the score most, in words, and the one that takes most.</param>
/// <param name="UntilChange">What changes on that day; absent where nothing does.</param>
/// <param name="WhyNotYet">What would put the lead on a better route that day, cheapest first; empty where there is none, or where more than two steps are needed.</param>
/// <param name="Decisions">What would be decided about a lead that nobody has decided about before, as golden leads name it; absent of a lead of the system.</param>
/// <param name="Curve">The figures of each day from <paramref name="AsOf"/> on, of a lead that is tried over days; else absent.</param>
/// <param name="UpTo">For a long log, whose explanation is computed beforehand: how many events it has seen.</param>
public sealed record ExplanationAnswer(
    [property: JsonPropertyName("lead"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("timeZone")] string TimeZone,
    [property: JsonPropertyName("score")] FigureItem Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("missing")] IReadOnlyList<string> Missing,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, DimensionItem>? Dimensions,
    [property: JsonPropertyName("categories")] IReadOnlyDictionary<string, CategoryItem> Categories,
    [property: JsonPropertyName("ledger")] IReadOnlyList<LedgerItem> Ledger,
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("until")] Day? Until,
    [property: JsonPropertyName("reasons")] IReadOnlyList<string> Reasons,
    [property: JsonPropertyName("untilChange"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UntilItem? UntilChange,
    [property: JsonPropertyName("whyNotYet")] IReadOnlyList<BetterRouteItem> WhyNotYet,
    [property: JsonPropertyName("decisions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Decisions = null,
    [property: JsonPropertyName("upTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UpTo = null,
    [property: JsonPropertyName("provenScore"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ProvenScore = null,
    [property: JsonPropertyName("leftOut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? LeftOut = null,
    [property: JsonPropertyName("emptied"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Emptied = null,
    [property: JsonPropertyName("unread"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnreadValue>? Unread = null,
    [property: JsonPropertyName("target"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Target = null,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress = null,
    [property: JsonPropertyName("cut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cut = null,
    [property: JsonPropertyName("curve"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TriedDay>? Curve = null) : ILogAnswer;

/// <summary>A lead that is tried, on one of several days.</summary>
/// <param name="Score">As users see it.</param>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Points">By the id of each rule that was named: its points as they count, before the category is cut; 0 where it has none.</param>
public sealed record TriedDay(
    [property: JsonPropertyName("day")] Day Day,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("points")] IReadOnlyDictionary<string, decimal> Points);

/// <summary>An attribute that the model reads as a number, a date, yes or no, and cannot: its comparisons are false.</summary>
/// <param name="Value">As it was sent.</param>
/// <param name="Expected">As what it is read: <c>number</c>, <c>date</c>, <c>true or false</c> or <c>country</c>.</param>
/// <param name="Rules">Rules, routes and other entries that read it.</param>
public sealed record UnreadValue(
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("value")] string Value,
    [property: JsonPropertyName("expected")] string Expected,
    [property: JsonPropertyName("rules")] IReadOnlyList<string> Rules);

/// <summary>The score.</summary>
/// <param name="Exact">With six decimals.</param>
/// <param name="Shown">As users see it and as it is compared.</param>
public sealed record FigureItem([property: JsonPropertyName("exact")] string Exact, [property: JsonPropertyName("shown")] int Shown);

/// <summary>A dimension.</summary>
/// <param name="Exact">With six decimals.</param>
/// <param name="Shown">As users see it and as it is compared.</param>
/// <param name="Weight">Its weight in the score, as the model says it.</param>
/// <param name="Share">What it gives, in points of the score, with six decimals; the dimensions add up to the score.</param>
/// <param name="Cut">What it is raised by because it is never below 0, in points of the score: with the shares of its categories it adds up to <paramref name="Share"/>. Absent where nothing is.</param>
public sealed record DimensionItem(
    [property: JsonPropertyName("exact")] string Exact,
    [property: JsonPropertyName("shown")] int Shown,
    [property: JsonPropertyName("weight")] decimal Weight,
    [property: JsonPropertyName("share")] string Share,
    [property: JsonPropertyName("cut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cut = null);

/// <summary>A category, in points.</summary>
/// <param name="Sum">Of its lines without the clamp.</param>
/// <param name="Value">Cut to the scale, or to the bounds of the category where points add up.</param>
/// <param name="Dimension">To which it belongs; absent where points add up.</param>
/// <param name="Weight">Its weight in the dimension, as the model says it; absent where points add up.</param>
/// <param name="Share">What it gives, in points of the score, with six decimals.</param>
public sealed record CategoryItem(
    [property: JsonPropertyName("sum")] decimal Sum,
    [property: JsonPropertyName("value")] decimal Value,
    [property: JsonPropertyName("dimension"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dimension,
    [property: JsonPropertyName("weight"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Weight,
    [property: JsonPropertyName("share")] string Share);

/// <summary>A line of the ledger, in points.</summary>
/// <param name="Title">What people read instead of the rule's id.</param>
/// <param name="NewestDay">Of the matches; null where there are none to date.</param>
/// <param name="Raw">Before decay and inactivity.</param>
/// <param name="Points">As they count.</param>
/// <param name="Share">The same in points of the score, with six decimals; the lines of a category, its clamp among them, add up to the category's.</param>
/// <param name="Claimed">How many of the matches a stranger could have sent; of a rule without matches, such as one about the profile or a state, 1 when it holds by a claim only. Absent when there are none.</param>
/// <param name="Events">The events behind the line, newest first, at most 20; absent where there are none, and where the log is too long to be read for it.</param>
public sealed record LedgerItem(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("newestDay")] Day? NewestDay,
    [property: JsonPropertyName("matches")] long Matches,
    [property: JsonPropertyName("raw")] decimal Raw,
    [property: JsonPropertyName("points")] decimal Points,
    [property: JsonPropertyName("share")] string Share,
    [property: JsonPropertyName("claimed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Claimed = null,
    [property: JsonPropertyName("events"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LineEventItem>? Events = null);

/// <summary>An event behind a line.</summary>
/// <param name="Key">As the timeline has it.</param>
public sealed record LineEventItem(
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("occurredAt")] DateTime OccurredAt);

/// <summary>What changes on the day <c>until</c>, if nothing happens.</summary>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Points">The rules whose points fall most, the most first; empty where a gate or a date alone makes the change.</param>
public sealed record UntilItem(
    [property: JsonPropertyName("score")] ChangeOfScore Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChangeOfText? Grade,
    [property: JsonPropertyName("route")] ChangeOfText Route,
    [property: JsonPropertyName("points")] IReadOnlyList<ChangeOfPoints> Points);

/// <summary>The shown score on the day asked for, and then.</summary>
public sealed record ChangeOfScore([property: JsonPropertyName("from")] int From, [property: JsonPropertyName("to")] int To);

/// <summary>A grade or a route on the day asked for, and then; the same twice where it stays.</summary>
public sealed record ChangeOfText([property: JsonPropertyName("from")] string From, [property: JsonPropertyName("to")] string To);

/// <summary>The points of a rule on the day asked for, and then.</summary>
public sealed record ChangeOfPoints(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("from")] decimal From,
    [property: JsonPropertyName("to")] decimal To);

/// <summary>A better route, and what would put the lead on it.</summary>
/// <param name="To">Who would have the lead: <c>sales</c> or <c>inside-sales</c>.</param>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Score">The shown score then.</param>
/// <param name="Steps">All of them together: one, or two where no single one does.</param>
public sealed record BetterRouteItem(
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("steps")] IReadOnlyList<StepItem> Steps);

/// <summary>Something that could happen, with what was evaluated for it.</summary>
/// <param name="Rule">The rule that gains; absent with <c>required</c>.</param>
/// <param name="Kind"><c>event</c>: one more match of the rule; <c>profile</c>: a value that satisfies it; <c>required</c>: a value that a gate asks for.</param>
/// <param name="Text">It in words.</param>
/// <param name="Event">The event that was evaluated; absent with the other kinds.</param>
/// <param name="Profile">The attribute that was evaluated, with its value; absent with <c>event</c>.</param>
public sealed record StepItem(
    [property: JsonPropertyName("rule"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Rule,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("event"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StepEvent? Event,
    [property: JsonPropertyName("profile"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Profile);

/// <summary>An event that could happen.</summary>
public sealed record StepEvent(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("properties")] IReadOnlyDictionary<string, string> Properties);

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
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter), typeof(TimeConverter)])]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ComputingAnswer))]
[JsonSerializable(typeof(ReportMessage))]
internal sealed partial class ExplanationsJson : JsonSerializerContext;
