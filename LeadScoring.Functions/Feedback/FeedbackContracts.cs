using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Feedback;

/// <summary>Body of <c>POST /api/v1/leads/{lead}/feedback</c>. Other members are kept with the report.</summary>
/// <remarks>For the API's description: <see cref="FeedbackParser"/> reads it member by member.</remarks>
/// <param name="Kind">What happened: <c>accepted</c>, <c>attempted</c>, <c>contacted</c>, <c>unreachable</c>, <c>postponed</c>, <c>unqualified</c>, <c>qualified</c>, <c>opportunity</c>, <c>won</c> or <c>lost</c>.</param>
/// <param name="Id">The sender's own id of the report, by which a repetition is recognised.</param>
/// <param name="Model">The model of the hand-off's message; every model if it is not given.</param>
/// <param name="Epoch">The epoch of the hand-off's message; the time decides if it is not given.</param>
/// <param name="OccurredAt">When it happened; the time of receipt if it is not given.</param>
/// <param name="Reason">Why, for <c>unqualified</c> and <c>lost</c>.</param>
/// <param name="Until">Until when to call again, for <c>postponed</c>: a day such as <c>2027-03-01</c>, until its end in the model's time zone, or a time; later than the report, and at most two years.</param>
/// <param name="Amount">A plain number, without a currency.</param>
/// <param name="Currency">Of the amount.</param>
/// <param name="By">Who did it.</param>
/// <param name="Note">What there is to say besides, such as what is meant by the reason <c>other</c>.</param>
public sealed record FeedbackRequest(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("epoch")] int? Epoch,
    [property: JsonPropertyName("occurredAt")] DateTimeOffset? OccurredAt,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("until")] string? Until,
    [property: JsonPropertyName("amount")] decimal? Amount,
    [property: JsonPropertyName("currency")] string? Currency,
    [property: JsonPropertyName("by")] string? By,
    [property: JsonPropertyName("note")] string? Note);

/// <summary>Answer of <c>POST /api/v1/leads/{lead}/feedback</c>, 202: the report is durable.</summary>
/// <param name="Id">Under which it is kept: the sender's, else one that was made for it.</param>
/// <param name="Lead">The lead's id.</param>
/// <param name="Kind">What was reported.</param>
/// <param name="Duplicate">It was there already; it counts once.</param>
/// <param name="Effects">What it does, per model.</param>
/// <param name="Notes">What the sender should know, such as a reason that reports do not group by.</param>
public sealed record FeedbackAnswer(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("duplicate")] bool Duplicate,
    [property: JsonPropertyName("effects")] IReadOnlyList<EffectItem> Effects,
    [property: JsonPropertyName("notes")] IReadOnlyList<string> Notes);

/// <summary>What a report does to a lead under one model.</summary>
/// <param name="Epoch">Of the hand-off that it is about; 0 when the lead was never sent.</param>
/// <param name="Stage">After it.</param>
/// <param name="Effect"><c>moved</c>: another stage. <c>counted</c>: an attempt or a conversation. <c>kept</c>: it is in the log and changes nothing.</param>
/// <param name="Detail">The same in words.</param>
public sealed record EffectItem(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("epoch")] int Epoch,
    [property: JsonPropertyName("stage")] string Stage,
    [property: JsonPropertyName("effect")] string Effect,
    [property: JsonPropertyName("detail")] string Detail);

[JsonSerializable(typeof(FeedbackAnswer))]
[JsonSerializable(typeof(FeedbackRequest))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
