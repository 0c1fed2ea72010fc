using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>JSON of what is stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(DayConverter)])]
[JsonSerializable(typeof(LeadState))]
[JsonSerializable(typeof(ScoreSnapshot))]
[JsonSerializable(typeof(TopicMessage))]
[JsonSerializable(typeof(OutboxWork))]
[JsonSerializable(typeof(OutboxWork.Merge))]
[JsonSerializable(typeof(OutboxWork.ChangeAddress))]
[JsonSerializable(typeof(OutboxWork.JoinId))]
[JsonSerializable(typeof(OutboxWork.CopyLog))]
[JsonSerializable(typeof(OutboxWork.ForwardEvents))]
[JsonSerializable(typeof(OutboxWork.Unmerge))]
[JsonSerializable(typeof(OutboxWork.Recall))]
[JsonSerializable(typeof(OutboxWork.Erase))]
[JsonSerializable(typeof(Decision.Inquired))]
[JsonSerializable(typeof(Decision.Responded))]
[JsonSerializable(typeof(Decision.Qualified))]
[JsonSerializable(typeof(Decision.Upgraded))]
[JsonSerializable(typeof(Decision.Recycled))]
[JsonSerializable(typeof(Decision.Disqualified))]
[JsonSerializable(typeof(Decision.Restored))]
[JsonSerializable(typeof(Decision.Signal))]
[JsonSerializable(typeof(Decision.FollowUpAsked))]
[JsonSerializable(typeof(Decision.FollowUpOverdue))]
[JsonSerializable(typeof(Decision.Overdue))]
[JsonSerializable(typeof(Decision.Abandoned))]
[JsonSerializable(typeof(Decision.Routed))]
[JsonSerializable(typeof(Decision.Merged))]
[JsonSerializable(typeof(Decision.Erased))]
public sealed partial class StorageJson : JsonSerializerContext;

/// <summary>A day as <c>yyyy-MM-dd</c>.</summary>
public sealed class DayConverter : JsonConverter<Day>
{
    public override Day Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Day.TryParse(reader.GetString(), out var day) ? day : throw new JsonException("A day must be yyyy-MM-dd.");

    public override void Write(Utf8JsonWriter writer, Day value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
