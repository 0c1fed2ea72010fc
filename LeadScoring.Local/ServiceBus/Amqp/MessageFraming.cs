using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Messages on the wire: kept as they came, and delivered with what the broker adds.</summary>
internal static class MessageFraming
{
    // A batch is one message whose sections are messages.
    private const uint Batch = 0x80013700;

    /// <summary>The messages that came: one, or those of a batch.</summary>
    public static IReadOnlyList<SentMessage> Read(AmqpMessage message, DateTimeOffset now) => message.MessageFormat != Batch
        ? [ReadOne(message, now)]
        : [.. message.DataBody.Select(data => ReadOne(Decode(Bytes(data)), now))];

    /// <summary>The message as a receiver gets it.</summary>
    public static AmqpMessage Write(DeliveredMessage delivered)
    {
        var message = Copy(Decode(delivered.Sent.Encoded));
        message.Header.DeliveryCount = (uint)delivered.Deliveries;
        message.MessageAnnotations.Map["x-opt-sequence-number"] = delivered.Sequence;
        message.MessageAnnotations.Map["x-opt-enqueued-time"] = delivered.Sent.Enqueued.UtcDateTime;
        if (delivered.Lock is { } held)
            message.MessageAnnotations.Map["x-opt-locked-until"] = held.Until.UtcDateTime;
        if (delivered.Dead is { } dead)
        {
            message.ApplicationProperties.Map["DeadLetterReason"] = dead.Reason;
            message.ApplicationProperties.Map["DeadLetterErrorDescription"] = dead.Description;
        }

        return message;
    }

    /// <summary>All bytes of a message that is made here.</summary>
    public static byte[] Encode(AmqpMessage message)
    {
        using var bytes = new MemoryStream();
        message.ToStream().CopyTo(bytes);
        return bytes.ToArray();
    }

    private static SentMessage ReadOne(AmqpMessage message, DateTimeOffset now)
    {
        var properties = message.ApplicationProperties?.Map;
        return new SentMessage(
            message.Properties?.MessageId?.ToString(), message.Properties?.GroupId, properties?["type"] as string, properties?["redriveTo"] as string, Encode(Copy(message)), now);
    }

    private static AmqpMessage Decode(byte[] encoded) => AmqpMessage.CreateAmqpStreamMessage(new BufferListStream([new ArraySegment<byte>(encoded)]));

    // What came is bound to its link and its buffers: this is not.
    private static AmqpMessage Copy(AmqpMessage message)
    {
        var copy = message.BodyType.HasFlag(SectionFlag.AmqpValue)
            ? AmqpMessage.Create(new AmqpValue { Value = message.ValueBody.Value })
            : AmqpMessage.Create((message.DataBody ?? []).Select(static data => new Data { Value = new ArraySegment<byte>(Bytes(data)) }).ToList());
        Copy(message.Properties, copy.Properties);
        copy.ApplicationProperties = message.ApplicationProperties ?? new ApplicationProperties();
        copy.MessageAnnotations = message.MessageAnnotations ?? new MessageAnnotations();
        return copy;
    }

    private static void Copy(Properties? from, Properties to)
    {
        if (from is null)
            return;
        to.MessageId = from.MessageId;
        to.UserId = from.UserId;
        to.To = from.To;
        to.Subject = from.Subject;
        to.ReplyTo = from.ReplyTo;
        to.CorrelationId = from.CorrelationId;
        to.ContentType = from.ContentType;
        to.ContentEncoding = from.ContentEncoding;
        to.AbsoluteExpiryTime = from.AbsoluteExpiryTime;
        to.CreationTime = from.CreationTime;
        to.GroupId = from.GroupId;
        to.GroupSequence = from.GroupSequence;
        to.ReplyToGroupId = from.ReplyToGroupId;
    }

    private static byte[] Bytes(Data data) => data.Value is ArraySegment<byte> segment ? segment.ToArray() : (byte[])data.Value;
}
