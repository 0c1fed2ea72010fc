using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>A CloudEvent about a lead, the same for every type.</summary>
internal sealed class LeadCloudEvent : CloudEvent
{
    internal LeadCloudEvent(MessageContent content)
        : base(content.Fact.Decision.Type, content.Fact.At, content.Trace)
    {
        Id = content.MessageId;
        Subject = content.LeadId;
        Sequence = content.Number.ToString("D10", CultureInfo.InvariantCulture);
        Data = MessageData.For(content);
    }

    /// <summary>{leadId}:{model}:{number}; the model is - where the message is of no model. The same message sent again has the same id, so compare it before acting. Equal to the Service Bus MessageId.</summary>
    [JsonPropertyName("id")]
    [JsonPropertyOrder(OfId)]
    [RegularExpression("^[0-9a-v]{26}:([a-z][a-z0-9-]{0,62}|-):[1-9][0-9]{0,9}$")]
    public string Id { get; }

    /// <summary>The lead: 26 characters of 0-9 and a-v. Equal to the Service Bus SessionId.</summary>
    [JsonPropertyName("subject")]
    [JsonPropertyOrder(OfSubject)]
    [RegularExpression(MessagePatterns.Lead)]
    public string Subject { get; }

    /// <summary>The number at the end of id, with ten digits. Grows with every message of the lead, over all its models; compares as text. Gaps mean nothing.</summary>
    [JsonPropertyName("sequence")]
    [JsonPropertyOrder(OfSequence)]
    [RegularExpression("^[0-9]{10}$")]
    public string Sequence { get; }

    /// <summary>What is said about the lead.</summary>
    [JsonPropertyName("data")]
    [JsonPropertyOrder(OfData)]
    public MessageData Data { get; }
}

/// <summary>Patterns of texts in messages.</summary>
internal static class MessagePatterns
{
    /// <summary>The id of a lead.</summary>
    public const string Lead = "^[0-9a-v]{26}$";

    /// <summary>The page of a lead.</summary>
    public const string Link = "^https?://[^ ]+/app/leads/[0-9a-v]{26}$";

    /// <summary>The id of a model, or of a rule, route, fast track, persona or response in it.</summary>
    public const string Id = "^[a-z][a-z0-9-]{0,62}$";

    /// <summary>Best A1, least D4.</summary>
    public const string Grade = "^[A-D][1-4]$";

    /// <summary>A W3C traceparent.</summary>
    public const string Trace = "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$";
}

/// <summary>JSON of messages: only members that say something.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DayConverter), typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(LeadCloudEvent))]
[JsonSerializable(typeof(SystemCloudEvent))]
[JsonSerializable(typeof(ApplicationProperties))]
internal sealed partial class CloudEventsJson : JsonSerializerContext;
