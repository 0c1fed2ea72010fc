using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Messages;

/// <summary>CloudEvents 1.0 in structured JSON, the same for every type.</summary>
internal sealed class LeadCloudEvent
{
    internal LeadCloudEvent(MessageContent content)
    {
        SpecVersion = "1.0";
        Id = content.MessageId;
        Source = "/leadscoring";
        Type = content.Fact.Decision.Type;
        Subject = content.LeadId;
        Time = content.Fact.At.UtcDateTime;
        DataContentType = "application/json";
        Sequence = content.Number.ToString("D10", CultureInfo.InvariantCulture);
        TraceParent = content.Trace;
        Data = MessageData.For(content);
    }

    /// <summary>Version of CloudEvents.</summary>
    [JsonPropertyName("specversion")]
    [AllowedValues("1.0")]
    public string SpecVersion { get; }

    /// <summary>{leadId}:{model}:{number}; the model is - where the message is of no model. The same message sent again has the same id, so compare it before acting. Equal to the Service Bus MessageId.</summary>
    [JsonPropertyName("id")]
    [RegularExpression("^[0-9a-v]{26}:([a-z][a-z0-9-]{0,62}|-):[1-9][0-9]{0,9}$")]
    public string Id { get; }

    /// <summary>Always the same: one installation sends to one topic.</summary>
    [JsonPropertyName("source")]
    [AllowedValues("/leadscoring")]
    public string Source { get; }

    /// <summary>What happened. Equal to the Service Bus Subject and the application property type.</summary>
    [JsonPropertyName("type")]
    public string Type { get; }

    /// <summary>The lead: 26 characters of 0-9 and a-v. Equal to the Service Bus SessionId.</summary>
    [JsonPropertyName("subject")]
    [RegularExpression(MessagePatterns.Lead)]
    public string Subject { get; }

    /// <summary>When it was decided, in UTC; of a message that waited, not when it was sent.</summary>
    [JsonPropertyName("time")]
    public DateTime Time { get; }

    /// <summary>Media type of data.</summary>
    [JsonPropertyName("datacontenttype")]
    [AllowedValues("application/json")]
    public string DataContentType { get; }

    /// <summary>The number at the end of id, with ten digits. Grows with every message of the lead, over all its models; compares as text. Gaps mean nothing.</summary>
    [JsonPropertyName("sequence")]
    [RegularExpression("^[0-9]{10}$")]
    public string Sequence { get; }

    /// <summary>The CloudEvents extension for distributed tracing, a W3C traceparent: the trace of the request, the message or the night that led to the decision. Continue it in the spans of your own work, so that one trace shows the way from the event to your system; else ignore it. The same message sent again has the same. Absent where there was none.</summary>
    [JsonPropertyName("traceparent")]
    [RegularExpression(MessagePatterns.Trace)]
    public string? TraceParent { get; }

    /// <summary>What is said about the lead.</summary>
    [JsonPropertyName("data")]
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
[JsonSerializable(typeof(ApplicationProperties))]
internal sealed partial class CloudEventsJson : JsonSerializerContext;
