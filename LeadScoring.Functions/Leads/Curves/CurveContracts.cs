using System.Text.Json.Serialization;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Curves;

/// <summary>The score of a lead day by day: the answer of <c>GET /api/v1/leads/{lead}/curve</c>. Each point is what an explanation as of its day says.</summary>
/// <param name="Lead">The lead's id.</param>
/// <param name="Version">The version of the model by which every day is evaluated: the one by which the lead is scored.</param>
/// <param name="TimeZone">The model's time zone, in which its days are days.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Today">The day of the question. What comes after it follows if nothing more happens.</param>
/// <param name="Step"><c>day</c>, or for a long period <c>week</c>: then every seventh day from the first on is looked at, today, and the last.</param>
/// <param name="Dimensions">The dimensions in model order, in which a chart stacks them; absent in a model whose points add up.</param>
/// <param name="Target">Points at which a lead is ready; absent in a model with grades.</param>
/// <param name="Points">In order of their days. A point holds until the next one: days that say the same are left out. The first is that of <paramref name="From"/>.</param>
/// <param name="Decisions">Hand-offs of the period and what ended them, oldest first.</param>
/// <param name="Versions">The version of the model that was live when the period began, then those that were published in it, oldest first.</param>
/// <param name="UpTo">For a long log, whose curve is computed beforehand: how many events it has seen.</param>
public sealed record CurveAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("timeZone")] string TimeZone,
    [property: JsonPropertyName("from")] Day From,
    [property: JsonPropertyName("to")] Day To,
    [property: JsonPropertyName("today")] Day Today,
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CurveDimension>? Dimensions,
    [property: JsonPropertyName("target"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Target,
    [property: JsonPropertyName("points")] IReadOnlyList<CurvePointItem> Points,
    [property: JsonPropertyName("decisions")] IReadOnlyList<CurveDecision> Decisions,
    [property: JsonPropertyName("versions")] IReadOnlyList<CurveVersion> Versions,
    [property: JsonPropertyName("upTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? UpTo = null) : ILogAnswer;

/// <summary>A dimension of a curve.</summary>
/// <param name="Most">What it can give at most, in points of the score.</param>
public sealed record CurveDimension(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("most")] decimal Most);

/// <summary>A day of a curve.</summary>
/// <param name="Day">The day, at whose end the figures hold.</param>
/// <param name="Score">0-100, or the sum of points where they add up.</param>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Route">The route on which the score alone puts the lead: an id, or <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</param>
/// <param name="Shares">What each dimension gives, in points of the score, with at most six decimals; they add up to the score before it is rounded. Absent in a model whose points add up.</param>
/// <param name="Progress">How much of the target the score has reached, in whole percent cut down; absent in a model with grades.</param>
/// <param name="Ahead">The day lies ahead: so it will be if nothing more happens. Absent otherwise.</param>
public sealed record CurvePointItem(
    [property: JsonPropertyName("day")] Day Day,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("shares"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, decimal>? Shares,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress,
    [property: JsonPropertyName("ahead"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Ahead);

/// <summary>A hand-off, or what ended one.</summary>
/// <param name="Type"><c>lead.qualified</c>, <c>lead.upgraded</c>, <c>lead.recycled</c>, <c>lead.abandoned</c>, <c>lead.disqualified</c> or <c>lead.restored</c>.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Day">The same as a day of the model's time zone.</param>
/// <param name="Version">The version of the model that decided.</param>
/// <param name="Cause">Of a hand-off: <c>route</c>, <c>fast-track</c> or <c>persona</c>; absent otherwise.</param>
/// <param name="Route">Id of the route, fast track or persona of a hand-off; absent otherwise.</param>
/// <param name="To">Of a hand-off: <c>sales</c> or <c>inside-sales</c>; absent otherwise.</param>
/// <param name="Text">It in a sentence.</param>
public sealed record CurveDecision(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("day")] Day Day,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("cause"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cause,
    [property: JsonPropertyName("route"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Route,
    [property: JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? To,
    [property: JsonPropertyName("text")] string Text);

/// <summary>A version of the model that was live in the period.</summary>
/// <param name="At">When it was published.</param>
/// <param name="Day">The same as a day of the time zone of the curve.</param>
/// <param name="Reason">Why it was published.</param>
public sealed record CurveVersion(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("day")] Day Day,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>202: the curve is being computed; ask again.</summary>
/// <param name="State"><c>computing</c>.</param>
/// <param name="RetryAfterSeconds">When to ask again.</param>
public sealed record ComputingCurve(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("from")] Day From,
    [property: JsonPropertyName("to")] Day To,
    [property: JsonPropertyName("retryAfterSeconds")] int RetryAfterSeconds);

/// <summary>JSON of curves.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter), typeof(TimeConverter)])]
[JsonSerializable(typeof(CurveAnswer))]
[JsonSerializable(typeof(ComputingCurve))]
internal sealed partial class CurvesJson : JsonSerializerContext;
