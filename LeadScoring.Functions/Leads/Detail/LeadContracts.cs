using System.Text.Json.Serialization;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>A lead with its figures as of today.</summary>
/// <param name="Id">26 characters, stable.</param>
/// <param name="Email">Null for an anonymous visitor.</param>
/// <param name="Profile">The newest value of each attribute: a text or a list of texts.</param>
/// <param name="FirstSeenAt">When its first event happened; null while none is scored.</param>
/// <param name="LastActivityAt">When it last did something. Null when it never did, and after five later things that the models ignore: then only the day is known.</param>
/// <param name="MergedInto">The lead that it was merged into.</param>
/// <param name="Models">Its figures per model, in order of the models' ids.</param>
/// <param name="Pending">Events that are captured but not scored yet; absent when there are none. Of very many only the first 150 are counted.</param>
/// <param name="Proven">False while all that is known of the lead comes from events that a stranger could have sent; absent otherwise.</param>
/// <param name="Claimed">Names of attributes whose value a stranger could have told; absent when there are none.</param>
/// <param name="LeftOut">Attributes that were told and that the limits of a profile leave out; absent when there are none.</param>
/// <param name="LastActivity">The newest day on which it did something; absent when it never did.</param>
public sealed record LeadItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("email")] string? Email,
    [property: JsonPropertyName("profile")] IReadOnlyDictionary<string, object> Profile,
    [property: JsonPropertyName("firstSeenAt")] DateTime? FirstSeenAt,
    [property: JsonPropertyName("lastActivityAt")] DateTime? LastActivityAt,
    [property: JsonPropertyName("mergedInto")] string? MergedInto,
    [property: JsonPropertyName("models")] IReadOnlyList<LeadModelItem> Models,
    [property: JsonPropertyName("pending"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Pending = 0,
    [property: JsonPropertyName("proven"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Proven = null,
    [property: JsonPropertyName("claimed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Claimed = null,
    [property: JsonPropertyName("leftOut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? LeftOut = null,
    [property: JsonPropertyName("lastActivity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Day? LastActivity = null);

/// <summary>A lead under one model: what was decided first, then what its score says today.</summary>
/// <param name="Version">Of the model, by which the figures are made.</param>
/// <param name="Owner">Who has it: <c>marketing</c> until the hand-off, then <c>sales</c> or <c>inside-sales</c>.</param>
/// <param name="To">Where it went by the newest decision: <c>sales</c>, <c>inside-sales</c>, <c>nurture</c>, or <c>nobody</c> when it is disqualified.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Because">Why it is there.</param>
/// <param name="Route">The route, fast track or persona of the hand-off while sales has it; else the score's route. Absent where there is neither.</param>
/// <param name="Status">The stage in plain words: <c>Lead</c>, <c>Opportunity</c>, <c>Customer</c>.</param>
/// <param name="Epoch">How often it was sent; 0 = never.</param>
/// <param name="RespondBy">Until when somebody must have tried to reach it; absent without such a time.</param>
/// <param name="RespondedAt">When somebody first did; absent while nobody has.</param>
/// <param name="CallAgainBy">Until when sales promised to call again; absent where it did not, or has reported something since. While nobody has answered the hand-off, <c>respondBy</c> goes before it.</param>
/// <param name="Overdue">The time of <c>respondBy</c> passed and nobody has, or that of <c>callAgainBy</c> did; absent otherwise.</param>
/// <param name="Attempts">How often to try; absent when not agreed.</param>
/// <param name="Tried">How often somebody tried; absent before the first time.</param>
/// <param name="FollowUps">What somebody is to follow up; absent when nothing is.</param>
/// <param name="Score">0-100, or the sum of points where they add up. Absent, as all figures below, where the model's audience does not include the lead: it was won, or only its hand-off runs on until it ends.</param>
/// <param name="Grade">A1-D4. Absent in a model whose points add up.</param>
/// <param name="Dimensions">By name, 0-100. Absent in a model whose points add up.</param>
/// <param name="ScoreRoute">The route on which the score alone would put it: an id, or <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</param>
/// <param name="ScoreTo">Where that route leads: <c>sales</c>, <c>inside-sales</c>, <c>nurture</c>.</param>
/// <param name="Trend">The score less that of seven days ago; absent when that is not known.</param>
/// <param name="Known">Whole percent of the fields in question that are known.</param>
/// <param name="Until">The first day on which grade or route of the score change if nothing happens; null = none within 400 days.</param>
/// <param name="Priority">The priority index: whom to call first. 0 for a lead that is not to be called.</param>
/// <param name="Flames">How hot it is, 1-4, whatever the weights and whatever is promised to it. 0 for a lead that is not to be called.</param>
/// <param name="Reasons">The lines that give most, in words.</param>
/// <param name="TimeZone">The model's time zone, whose days the figures tell; absent for UTC.</param>
/// <param name="Target">Points at which a lead is ready; absent in a model with grades.</param>
/// <param name="Progress">How much of the target the score has reached, in whole percent cut down, 0-100; absent in a model with grades.</param>
/// <param name="Spark">Scores at the ends of the last days, as many as a list was asked for, oldest first: the last is that of today. Null for a day whose score is not known. Absent where none are asked for.</param>
public sealed record LeadModelItem(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("owner")] string Owner,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("because")] BecauseItem Because,
    [property: JsonPropertyName("route"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Route,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("epoch")] int Epoch,
    [property: JsonPropertyName("respondBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RespondBy,
    [property: JsonPropertyName("respondedAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RespondedAt,
    [property: JsonPropertyName("callAgainBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? CallAgainBy,
    [property: JsonPropertyName("overdue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Overdue,
    [property: JsonPropertyName("attempts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Attempts,
    [property: JsonPropertyName("tried"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Tried,
    [property: JsonPropertyName("followUps"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FollowUpItem>? FollowUps,
    [property: JsonPropertyName("score"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Score,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("dimensions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, int>? Dimensions,
    [property: JsonPropertyName("scoreRoute"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ScoreRoute,
    [property: JsonPropertyName("scoreTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ScoreTo,
    [property: JsonPropertyName("trend"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Trend,
    [property: JsonPropertyName("known"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Known,
    [property: JsonPropertyName("until")] Day? Until,
    [property: JsonPropertyName("priority")] int Priority,
    [property: JsonPropertyName("flames"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Flames,
    [property: JsonPropertyName("reasons"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons,
    [property: JsonPropertyName("timeZone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeZone = null,
    [property: JsonPropertyName("target"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Target = null,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress = null,
    [property: JsonPropertyName("spark"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int?>? Spark = null);

/// <summary>Why a lead stands as it does under a model.</summary>
/// <param name="Kind"><c>route</c>, <c>fast-track</c>, <c>persona</c>, <c>upgrade</c>: how it was handed off, or with marketing the route on which it is; <c>feedback</c>, <c>won</c>, <c>lost</c>: sales says so; <c>rule</c>: a rule disqualifies it; <c>gate</c>, <c>cool-down</c>, <c>no-new-crossing</c>, <c>assessing</c>, <c>next-visit</c>: why a score for sales does not hand it off now.</param>
/// <param name="Name">Id of the route, fast track, persona or rule, or the gate: <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c>. Absent where there is none.</param>
/// <param name="At">When it came so; absent where it is not known.</param>
/// <param name="Until">The first day on which it can be handed off again; absent where there is no such day.</param>
/// <param name="Reason">What sales or the rule says; absent where nothing is said.</param>
/// <param name="Missing">Required fields that are missing; absent where none are.</param>
/// <param name="Text">All of it in a sentence.</param>
public sealed record BecauseItem(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonPropertyName("at"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? At,
    [property: JsonPropertyName("until"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Day? Until,
    [property: JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonPropertyName("missing"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Missing,
    [property: JsonPropertyName("text")] string Text);

/// <summary>Something that somebody is to follow up.</summary>
/// <param name="Persona">The persona that asked for it; absent with <c>fastTrack</c>.</param>
/// <param name="FastTrack">The fast track that strangers set off too often on the day; absent with <c>persona</c>.</param>
/// <param name="By">Who: <c>marketing</c> or <c>sales</c>.</param>
/// <param name="DueBy">Until when.</param>
/// <param name="Overdue">The time passed; absent otherwise.</param>
public sealed record FollowUpItem(
    [property: JsonPropertyName("persona"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Persona,
    [property: JsonPropertyName("fastTrack"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FastTrack,
    [property: JsonPropertyName("by")] string By,
    [property: JsonPropertyName("dueBy")] DateTime DueBy,
    [property: JsonPropertyName("overdue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Overdue);

/// <summary>Answer of <c>GET /api/v1/leads</c>.</summary>
/// <param name="Leads">In the order asked for. By score, with a filter, a page may be shorter than asked for and still have a continuation; it is never empty then.</param>
/// <param name="Continuation">For the next page; null after the last.</param>
/// <param name="Total">How many leads pass; absent where counting would read them all, and on later pages.</param>
public sealed record LeadPage(
    [property: JsonPropertyName("leads")] IReadOnlyList<LeadItem> Leads,
    [property: JsonPropertyName("continuation")] string? Continuation,
    [property: JsonPropertyName("total"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LeadTotal? Total = null);

/// <summary>How many leads a list has.</summary>
/// <param name="Leads">The number.</param>
/// <param name="Exact">False where there may be more than were looked at.</param>
public sealed record LeadTotal(
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("exact")] bool Exact);

/// <summary>Body of <c>POST /api/v1/leads/find</c>.</summary>
/// <param name="Email">The address, in any case.</param>
public sealed record FindRequest([property: JsonPropertyName("email")] string Email);

/// <summary>Answer of <c>POST /api/v1/leads/find</c>.</summary>
/// <param name="Id">The lead's id; of one that was merged, the id of the lead that goes on.</param>
public sealed record FoundAnswer([property: JsonPropertyName("id")] string Id);

/// <summary>JSON of leads.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter), typeof(TimeConverter), typeof(InstantConverter)])]
// Values of fields.
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(LeadItem))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(FoundAnswer))]
internal sealed partial class LeadsJson : JsonSerializerContext;
