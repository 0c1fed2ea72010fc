using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Models;

/// <summary>What pages say of a model: titles, weights, bounds of grades, and who gets which grades. Members that a model does not have are absent.</summary>
/// <param name="Title">What people read instead of the id.</param>
/// <param name="Mode"><c>live</c>, or <c>assess</c> for one that hands nobody off.</param>
/// <param name="Audience">Whom it is for, in words, such as <c>prospects of crm-suite</c>.</param>
/// <param name="Scoring"><c>grades</c>, or <c>points</c> where points add up.</param>
/// <param name="Scale">Every category is cut to -scale..+scale; absent where points add up.</param>
/// <param name="Dimensions">In the order of the document; absent where points add up.</param>
/// <param name="Grades">The bounds of the grades; absent where points add up.</param>
/// <param name="Target">Points at which a lead is ready; absent in a model with grades.</param>
/// <param name="Categories">Those whose points add up; absent in a model with grades, whose dimensions have them.</param>
/// <param name="Routes">In the order of the document: the first that holds wins.</param>
/// <param name="FastTracks">Events that go straight to sales, in the order of the document.</param>
/// <param name="Personas">In the order of the document.</param>
/// <param name="Rules">In the order of the document; absent in a list that does not ask for them.</param>
public sealed record OutlineItem(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("mode")] string Mode,
    [property: JsonPropertyName("audience")] string Audience,
    [property: JsonPropertyName("scoring")] string Scoring,
    [property: JsonPropertyName("scale")] decimal? Scale,
    [property: JsonPropertyName("dimensions")] IReadOnlyList<DimensionOutline>? Dimensions,
    [property: JsonPropertyName("grades")] GradesOutline? Grades,
    [property: JsonPropertyName("target")] decimal? Target,
    [property: JsonPropertyName("categories")] IReadOnlyList<SumOutline>? Categories,
    [property: JsonPropertyName("routes")] IReadOnlyList<RouteOutline> Routes,
    [property: JsonPropertyName("fastTracks")] IReadOnlyList<HandOffOutline> FastTracks,
    [property: JsonPropertyName("personas")] IReadOnlyList<HandOffOutline> Personas,
    [property: JsonPropertyName("rules")] IReadOnlyList<RuleOutline>? Rules);

/// <summary>A dimension of an outline.</summary>
/// <param name="Weight">Its weight in the score, as the document says it.</param>
/// <param name="Categories">In the order of the document.</param>
public sealed record DimensionOutline(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("weight")] decimal Weight,
    [property: JsonPropertyName("categories")] IReadOnlyList<CategoryOutline> Categories);

/// <summary>A category of a dimension.</summary>
/// <param name="Weight">Its weight in the dimension, as the document says it.</param>
/// <param name="MostShare">The most that it can give, in points of the score, with six decimals: at the scale, or by all its rules together where that is less.</param>
public sealed record CategoryOutline(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("weight")] decimal Weight,
    [property: JsonPropertyName("mostShare")] string MostShare);

/// <summary>A category whose points add up.</summary>
/// <param name="AtLeast">To which its sum is cut from below; absent where it is not.</param>
/// <param name="AtMost">To which its sum is cut from above; absent where it is not.</param>
/// <param name="MostShare">The most that it can give, in points, with six decimals: its bound, or all its rules together where that is less; absent where nothing bounds it.</param>
public sealed record SumOutline(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("atLeast")] decimal? AtLeast,
    [property: JsonPropertyName("atMost")] decimal? AtMost,
    [property: JsonPropertyName("mostShare")] string? MostShare);

/// <summary>Which figures give which grade.</summary>
/// <param name="Letter">The dimension that gives the letter.</param>
/// <param name="Number">The dimension that gives the number.</param>
/// <param name="Letters">The least figure of A, B and C; below the last it is a D.</param>
/// <param name="Numbers">The least figure of 1, 2 and 3; below the last it is a 4.</param>
public sealed record GradesOutline(
    [property: JsonPropertyName("letter")] string Letter,
    [property: JsonPropertyName("number")] string Number,
    [property: JsonPropertyName("letters")] IReadOnlyDictionary<string, decimal> Letters,
    [property: JsonPropertyName("numbers")] IReadOnlyDictionary<string, decimal> Numbers);

/// <summary>A route of an outline.</summary>
/// <param name="To"><c>sales</c>, <c>inside-sales</c> or <c>nurture</c>.</param>
/// <param name="RespondWithin">Such as <c>4h</c> or <c>2d</c>; absent where nothing is promised.</param>
/// <param name="Attempts">How often to try before the lead is given up; absent where no number is set.</param>
/// <param name="Escalate">To whom an overdue lead is reported; absent where nobody is named.</param>
/// <param name="Grades">The grades with which its condition can hold, best first; absent where it names neither the grade nor its letter or number.</param>
public sealed record RouteOutline(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("respondWithin")] string? RespondWithin,
    [property: JsonPropertyName("attempts")] int? Attempts,
    [property: JsonPropertyName("escalate")] string? Escalate,
    [property: JsonPropertyName("grades")] IReadOnlyList<string>? Grades);

/// <summary>A fast track or a persona of an outline.</summary>
/// <param name="To"><c>sales</c> or <c>inside-sales</c>; absent for a persona that is only recognised.</param>
/// <param name="RespondWithin">Such as <c>4h</c> or <c>2d</c>; absent where nothing is promised.</param>
/// <param name="Attempts">How often to try before the lead is given up; absent where no number is set.</param>
/// <param name="Escalate">To whom an overdue lead is reported; absent where nobody is named.</param>
public sealed record HandOffOutline(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("to")] string? To,
    [property: JsonPropertyName("respondWithin")] string? RespondWithin,
    [property: JsonPropertyName("attempts")] int? Attempts,
    [property: JsonPropertyName("escalate")] string? Escalate);

/// <summary>A rule of an outline.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Title">What people read instead of the id.</param>
/// <param name="Points">What one match gives, or the rule while it holds, such as <c>+2.5</c>; <c>-1 to -3</c> where it depends.</param>
public sealed record RuleOutline(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("points")] string Points);
