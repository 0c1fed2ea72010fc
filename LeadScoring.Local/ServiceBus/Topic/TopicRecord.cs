using System.Text.Json.Serialization;

namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>One line of the journal: something that happened to the topic.</summary>
internal sealed record TopicRecord
{
    /// <summary>A message came.</summary>
    public const string Sent = "sent";

    /// <summary>An id is remembered; its message may be gone.</summary>
    public const string Seen = "seen";

    /// <summary>A message of a subscription is done with.</summary>
    public const string Done = "done";

    /// <summary>A message of a subscription became a dead letter.</summary>
    public const string Dead = "dead";

    /// <summary>A receiver noted something about a session.</summary>
    public const string State = "state";

    public required string Kind { get; init; }

    public long Sequence { get; init; }

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? Type { get; init; }

    public string? RedriveTo { get; init; }

    public byte[]? Content { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Those that still have it; null for all whose rule takes it.</summary>
    public IReadOnlyList<string>? To { get; init; }

    public string? Subscription { get; init; }

    public string? Reason { get; init; }

    public string? Description { get; init; }

    public static TopicRecord Of(long sequence, SentMessage sent, IReadOnlyList<string>? to = null) => new()
    {
        Kind = Sent,
        Sequence = sequence,
        MessageId = sent.MessageId,
        SessionId = sent.SessionId,
        Type = sent.Type,
        RedriveTo = sent.RedriveTo,
        Content = sent.Encoded,
        At = sent.Enqueued,
        To = to,
    };

    public static TopicRecord Of(string subscription, BusMessage message, DeadLetterReason why) =>
        new() { Kind = Dead, Subscription = subscription, Sequence = message.Sequence, Reason = why.Reason, Description = why.Description };

    public SentMessage ToSent() => new(MessageId, SessionId, Type, RedriveTo, Content ?? [], At ?? default);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TopicRecord))]
internal sealed partial class TopicRecordJson : JsonSerializerContext;
