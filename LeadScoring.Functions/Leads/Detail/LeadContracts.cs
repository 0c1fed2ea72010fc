using System.Text.Json.Serialization;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>A lead with its figures as of today.</summary>
/// <param name="Id">26 characters, stable.</param>
/// <param name="Email">Null for an anonymous visitor.</param>
/// <param name="Profile">The newest value of each attribute: a text or a list of texts.</param>
/// <param name="FirstSeenAt">When its first event happened; null while none is scored.</param>
/// <param name="LastActivityAt">When it last did something. After five later things that the models ignore only the day is known: its midnight. Null when it never did.</param>
/// <param name="MergedInto">The lead that it was merged into.</param>
/// <param name="Models">Its figures per model, in order of the models' ids.</param>
/// <param name="Pending">Events that are captured but not scored yet; absent when there are none. Of very many only the first 150 are counted.</param>
/// <param name="Proven">False while all that is known of the lead comes from events that a stranger could have sent; absent otherwise.</param>
/// <param name="Claimed">Names of attributes whose value a stranger could have told; absent when there are none.</param>
/// <param name="LeftOut">Attributes that were told and that the limits of a profile leave out; absent when there are none.</param>
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
    [property: JsonPropertyName("leftOut"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? LeftOut = null);

/// <summary>A lead under one model.</summary>
/// <param name="Version">Of the model, by which the figures are made.</param>
/// <param name="Score">0-100.</param>
/// <param name="Grade">A1-D4.</param>
/// <param name="Dimensions">By name, 0-100.</param>
/// <param name="Route">Its id, or <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c>, <c>nurture</c>.</param>
/// <param name="To">Who has a lead on that route: <c>sales</c>, <c>inside-sales</c>, <c>nurture</c>.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Epoch">How often it was sent; 0 = never.</param>
/// <param name="Status">The same in plain words: <c>Lead</c>, <c>Opportunity</c>, <c>Customer</c>.</param>
/// <param name="Owner">Who has it: <c>marketing</c> until the hand-off, then <c>sales</c> or <c>inside-sales</c>.</param>
/// <param name="RespondBy">Until when somebody must have tried to reach it; absent without such a time.</param>
/// <param name="RespondedAt">When somebody first did; absent while nobody has.</param>
/// <param name="Overdue">The time passed and nobody has; absent otherwise.</param>
/// <param name="Attempts">How often to try; absent when not agreed.</param>
/// <param name="Tried">How often somebody tried; absent before the first time.</param>
/// <param name="FollowUps">What somebody is to follow up; absent when nothing is.</param>
/// <param name="Trend">The score less that of seven days ago; absent when that is not known.</param>
/// <param name="Known">Whole percent of the fields in question that are known.</param>
/// <param name="Until">The first day on which grade or route change if nothing happens; null = none within 400 days.</param>
/// <param name="Priority">The priority index: whom to call first; at weights of 1 from 1 to 15.</param>
/// <param name="Flames">The same as 1-4 flames, whatever the weights.</param>
/// <param name="Reasons">The lines that give most, in words.</param>
public sealed record LeadModelItem(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("grade")] string Grade,
    [property: JsonPropertyName("dimensions")] IReadOnlyDictionary<string, int> Dimensions,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("epoch")] int Epoch,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("owner")] string Owner,
    [property: JsonPropertyName("respondBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RespondBy,
    [property: JsonPropertyName("respondedAt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RespondedAt,
    [property: JsonPropertyName("overdue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Overdue,
    [property: JsonPropertyName("attempts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Attempts,
    [property: JsonPropertyName("tried"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Tried,
    [property: JsonPropertyName("followUps"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FollowUpItem>? FollowUps,
    [property: JsonPropertyName("trend"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Trend,
    [property: JsonPropertyName("known")] int Known,
    [property: JsonPropertyName("until")] Day? Until,
    [property: JsonPropertyName("priority")] int Priority,
    [property: JsonPropertyName("flames")] int Flames,
    [property: JsonPropertyName("reasons")] IReadOnlyList<string> Reasons);

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
/// <param name="Leads">In the order asked for. By score, with a filter, a page may be shorter than asked for, or empty, and still have a continuation.</param>
/// <param name="Continuation">For the next page; null after the last.</param>
public sealed record LeadPage(
    [property: JsonPropertyName("leads")] IReadOnlyList<LeadItem> Leads,
    [property: JsonPropertyName("continuation")] string? Continuation);

/// <summary>Body of <c>POST /api/v1/leads/find</c>.</summary>
/// <param name="Email">The address, in any case.</param>
public sealed record FindRequest([property: JsonPropertyName("email")] string Email);

/// <summary>Answer of <c>POST /api/v1/leads/find</c>.</summary>
/// <param name="Id">The lead's id; of one that was merged, the id of the lead that goes on.</param>
public sealed record FoundAnswer([property: JsonPropertyName("id")] string Id);

/// <summary>JSON of leads.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter)])]
// Values of fields.
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(LeadItem))]
[JsonSerializable(typeof(LeadPage))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(FoundAnswer))]
internal sealed partial class LeadsJson : JsonSerializerContext;
