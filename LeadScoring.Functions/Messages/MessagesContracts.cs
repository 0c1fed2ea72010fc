using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messages;

/// <summary>Answer of <c>GET /api/v1/messages</c>.</summary>
/// <param name="Messages">By the time of the decision, newest first; one that was sent again is there once.</param>
/// <param name="Continuation">Where the next page begins; null on the last page.</param>
public sealed record MessagePage(
    [property: JsonPropertyName("messages")] IReadOnlyList<MessageItem> Messages,
    [property: JsonPropertyName("continuation")] string? Continuation);

/// <summary>A message of the topic: a CloudEvent, and what Service Bus would carry beside it.</summary>
public sealed record MessageItem
{
    /// <summary>The CloudEvent's members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> CloudEvent { get; set; } = [];

    /// <summary>For duplicate detection.</summary>
    [JsonPropertyName("messageId")]
    public required string MessageId { get; init; }

    /// <summary>Messages of a session keep their order.</summary>
    [JsonPropertyName("sessionId")]
    public required string SessionId { get; init; }

    /// <summary>For filters of subscriptions.</summary>
    [JsonPropertyName("properties")]
    public required IReadOnlyDictionary<string, string> Properties { get; init; }
}

/// <summary>JSON of the messages' route.</summary>
[JsonSerializable(typeof(MessagePage))]
internal sealed partial class MessagesJson : JsonSerializerContext;
