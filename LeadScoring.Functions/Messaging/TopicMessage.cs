using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messaging;

/// <summary>A message for the topic <c>lead-events</c>, complete as it will be sent: it waits in the outbox in this form.</summary>
public sealed record TopicMessage
{
    /// <summary><c>{leadId}:{model}:{fact number}</c>: stable over retries, so that duplicate detection works.</summary>
    [JsonPropertyName("messageId")]
    public required string MessageId { get; init; }

    /// <summary>The lead: messages of a lead keep their order.</summary>
    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    /// <summary>Its type, e.g. <c>lead.qualified</c>.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>For filters of subscriptions: <c>type, model, grade, route, to, stage, priority</c>.</summary>
    [JsonPropertyName("properties")]
    public required ImmutableSortedDictionary<string, string> Properties { get; init; }

    /// <summary>A CloudEvent 1.0 in structured JSON.</summary>
    [JsonPropertyName("body")]
    public required JsonElement Body { get; init; }

    /// <summary>When it was decided; null for a message of another version that does not say.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => Body.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null;

    /// <summary>The W3C trace context in which it was decided, as the body has it: written once, with the message. Null for none.</summary>
    [JsonIgnore]
    public string? TraceParent => Body.TryGetProperty("traceparent", out var trace) && trace.ValueKind == JsonValueKind.String ? trace.GetString() : null;
}
