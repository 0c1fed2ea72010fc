using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Messaging;

/// <summary>
/// Reads messages off a queue strictly: a missing member must not be taken for the first bucket or for no lead, since nobody would hear of it. Members that are not
/// known are left alone, as a newer version may write them. A refusal is logged here: what the host logs of an exception is not always shown.
/// </summary>
/// <param name="queue">One of <see cref="QueueNames"/>.</param>
/// <param name="log">Hears of refusals.</param>
internal sealed class QueueMessageReader(string queue, ILogger log)
{
    /// <summary>The message.</summary>
    /// <param name="body">As it was on the queue.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="required">Members that it must have, with a value.</param>
    /// <exception cref="UnreadableMessageException">It is none of the kind.</exception>
    public T Read<T>(BinaryData body, JsonTypeInfo<T> type, params ReadOnlySpan<string> required)
        where T : class
    {
        try
        {
            using (var json = JsonDocument.Parse(body))
                Check(json.RootElement, required);
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (JsonException broken) when (broken is not UnreadableMessageException)
        {
            // The serializer's own text may quote what was sent.
            throw Refuse("it is not JSON, or a member has another type than it should", broken);
        }
    }

    /// <summary>Whether a message has a member with a value.</summary>
    /// <exception cref="UnreadableMessageException">It is no JSON object.</exception>
    public bool Has(BinaryData body, string member)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? HasValue(json.RootElement, member) : throw Refuse("it is not a JSON object");
        }
        catch (JsonException broken) when (broken is not UnreadableMessageException)
        {
            throw Refuse("it is not JSON", broken);
        }
    }

    /// <summary>Refuses a bucket that there is not.</summary>
    public void CheckBucket(int bucket)
    {
        if (bucket is < 0 or >= Domain.Events.LeadIds.Buckets)
            throw Refuse("there is no such bucket");
    }

    /// <summary>Logs what is wrong; to be thrown.</summary>
    public UnreadableMessageException Refuse(string fault, Exception? inner = null)
    {
        log.MessageUnreadable(queue, fault);
        return new UnreadableMessageException(queue, fault, inner);
    }

    private void Check(JsonElement root, ReadOnlySpan<string> required)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Refuse("it is not a JSON object");
        foreach (var member in required)
        {
            if (!HasValue(root, member))
                throw Refuse($"the member '{member}' is missing");
        }
    }

    private static bool HasValue(JsonElement root, string member) => root.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null;
}
