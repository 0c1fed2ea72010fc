using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messaging;

/// <summary>A message for the topic <c>lead-events</c>, complete as it will be sent: it waits in the outbox in this form.</summary>
public sealed record TopicMessage
{
    /// <summary>Begins the types of messages that are about the app itself, and about no lead.</summary>
    public const string SystemPrefix = "system.";

    /// <summary><c>{leadId}:{model}:{fact number}</c>, or of a system message <c>{type}:{model}:{version}</c>: stable over retries, so that duplicate detection works.</summary>
    [JsonPropertyName("messageId")]
    public required string MessageId { get; init; }

    /// <summary>The lead, whose messages keep their order; of a system message the model.</summary>
    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    /// <summary>Its type, e.g. <c>lead.qualified</c>.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>For filters of subscriptions: <c>type, model, grade, route, to, stage, priority</c>.</summary>
    [JsonPropertyName("properties")]
    public required ImmutableSortedDictionary<string, string> Properties { get; init; }

    /// <summary>A CloudEvent 1.0 in structured JSON, in UTF-8. Written once, with the decision: these bytes wait in the outbox and go to the topic.</summary>
    [JsonPropertyName("body")]
    [JsonConverter(typeof(RawJsonConverter))]
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary><see cref="Json"/> to look into; parsed at each call.</summary>
    [JsonIgnore]
    public JsonElement Body => JsonElement.Parse(Json.Span);

    /// <summary>When it was decided; null for a message of another version that does not say.</summary>
    [JsonIgnore]
    public DateTimeOffset? Time => Attribute("time"u8) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;

    /// <summary>The W3C trace context in which it was decided, as the body has it. Null for none.</summary>
    [JsonIgnore]
    public string? TraceParent => Attribute("traceparent"u8);

    /// <summary>Whether messages of a type are about a lead.</summary>
    public static bool IsAboutLead(string type) => !type.StartsWith(SystemPrefix, StringComparison.Ordinal);

    // The attributes of the envelope come before its data: nothing else is read.
    private string? Attribute(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(Json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }

        return null;
    }
}
