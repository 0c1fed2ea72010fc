using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;


namespace LeadScoring.Functions.Leads.Timeline;

/// <summary>Answer of <c>GET /api/v1/leads/{lead}/timeline</c>.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Continuation">To be given as <c>before</c> for what is older; null at the end.</param>
public sealed record TimelinePage(
    [property: JsonPropertyName("entries")] IReadOnlyList<TimelineEntry> Entries,
    [property: JsonPropertyName("continuation")] string? Continuation);

/// <summary>Something that happened to a lead. <c>kind</c> says which: an event, a decision, a change of score.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(EventEntry), "event")]
[JsonDerivedType(typeof(DecisionEntry), "decision")]
[JsonDerivedType(typeof(ScoreEntry), "score")]
public abstract record TimelineEntry
{
    /// <summary>When it happened; a change of score is told at the end of its day, and of today at its newest event, or else at its beginning.</summary>
    [JsonPropertyName("occurredAt"), JsonPropertyOrder(-1)]
    public required DateTime OccurredAt { get; init; }

    /// <summary>Where it stands in the timeline.</summary>
    [JsonIgnore]
    internal TimelinePlace Place { get; init; }
}

/// <summary>Something the lead did, or that was done to it.</summary>
public sealed record EventEntry : TimelineEntry
{
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The source's own id of it.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Its key, by which the API names it.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("receivedAt")]
    public required DateTime ReceivedAt { get; init; }

    [JsonPropertyName("properties")]
    public required IReadOnlyDictionary<string, object> Properties { get; init; }

    /// <summary>What it told about the lead.</summary>
    [JsonPropertyName("profile")]
    public required IReadOnlyDictionary<string, object> Profile { get; init; }

    /// <summary>Attributes that it emptied; absent without any.</summary>
    [JsonPropertyName("cleared"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Cleared { get; init; }

    /// <summary><c>pending</c>: not scored yet. <c>ahead</c>: sent with a time in the future, taken as the time of receipt. <c>late</c>: more than 400 days old when received. <c>claimed</c>: a stranger could have sent it. <c>over-quota</c>: it came when the day's number of fast tracks was spent.</summary>
    [JsonPropertyName("flags")]
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Why a machine seems to have made it; absent without a doubt. Such an event does not count, and is to be shown struck through.</summary>
    [JsonPropertyName("suspected"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Suspected { get; init; }

    /// <summary>Somebody said that it counts all the same; absent otherwise.</summary>
    [JsonPropertyName("countedAnyway"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CountedAnyway { get; init; }
}

/// <summary>A decision that was taken and published. What a kind of decision does not have is absent.</summary>
public sealed record DecisionEntry : TimelineEntry
{
    /// <summary>E.g. <c>lead.qualified</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("model")]
    public required string Model { get; init; }

    [JsonPropertyName("version")]
    public required int Version { get; init; }

    [JsonPropertyName("epoch"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Epoch { get; init; }

    /// <summary><c>route</c>, <c>fast-track</c> or <c>persona</c>.</summary>
    [JsonPropertyName("cause"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }

    /// <summary>The route before.</summary>
    [JsonPropertyName("from"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }

    [JsonPropertyName("route"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Route { get; init; }

    [JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? To { get; init; }

    /// <summary>The lead that goes on.</summary>
    [JsonPropertyName("into"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Into { get; init; }

    [JsonPropertyName("respondBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? RespondBy { get; init; }

    [JsonPropertyName("attempts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Attempts { get; init; }

    /// <summary>The disqualification's id.</summary>
    [JsonPropertyName("rule"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }

    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonPropertyName("fastTrack"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FastTrack { get; init; }

    /// <summary>The persona's id.</summary>
    [JsonPropertyName("persona"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Persona { get; init; }

    /// <summary>Id of the automatic response.</summary>
    [JsonPropertyName("response"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Response { get; init; }

    /// <summary>Who is to follow up: <c>marketing</c> or <c>sales</c>.</summary>
    [JsonPropertyName("by"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? By { get; init; }

    /// <summary>Until when to follow up.</summary>
    [JsonPropertyName("dueBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? DueBy { get; init; }

    /// <summary>Who is told about an overdue lead.</summary>
    [JsonPropertyName("escalate"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Escalate { get; init; }

    /// <summary>Until when sales had promised to call again, where that is what is overdue: the same time as <c>respondBy</c>.</summary>
    [JsonPropertyName("callAgainBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? CallAgainBy { get; init; }

    /// <summary>How often somebody tried without success.</summary>
    [JsonPropertyName("tried"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tried { get; init; }

    /// <summary>The nurture track.</summary>
    [JsonPropertyName("track"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Track { get; init; }
}

/// <summary>Figures at the end of a day on which some changed.</summary>
public sealed record ScoreEntry : TimelineEntry
{
    [JsonPropertyName("day")]
    public required Day Day { get; init; }

    /// <summary>The time zone of the models, in which it is that day; absent for UTC.</summary>
    [JsonPropertyName("timeZone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeZone { get; init; }

    [JsonPropertyName("models")]
    public required IReadOnlyList<ScoreFigures> Models { get; init; }
}

/// <summary>Figures under one model.</summary>
/// <param name="Was">The score before; absent the first time.</param>
/// <param name="Grade">Absent in a model whose points add up.</param>
/// <param name="Progress">How much of the target was reached, in whole percent; absent in a model with grades.</param>
public sealed record ScoreFigures(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("score")] int Score,
    [property: JsonPropertyName("was"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Was,
    [property: JsonPropertyName("grade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Grade,
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("progress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Progress = null);

/// <summary>JSON of timelines.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter), typeof(TimeConverter), typeof(InstantConverter)])]
// Values of fields.
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(TimelinePage))]
internal sealed partial class TimelineJson : JsonSerializerContext;
