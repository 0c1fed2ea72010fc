using System.Buffers;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>
/// Reads CloudEvents 1.0 by the HTTP binding: structured, batched and binary. Each becomes what a program would post as an event of ours and is read by the
/// same parser, so that every limit and rule of capture holds here too.
/// </summary>
internal static class CloudEventBody
{
    private static readonly string[] Required = ["id", "source", "specversion", "type"];

    /// <summary>How the request holds CloudEvents; null when it holds none.</summary>
    public static CloudEventMode? ModeOf(IHeaderDictionary headers)
    {
        var type = headers.ContentType.ToString();
        // The batch first: the other's name is the beginning of its own.
        if (type.StartsWith("application/cloudevents-batch", StringComparison.OrdinalIgnoreCase))
            return CloudEventMode.Batched;
        if (type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase))
            return CloudEventMode.Structured;
        return Array.Exists(Required, name => headers.ContainsKey("ce-" + name)) ? CloudEventMode.Binary : null;
    }

    public static ParsedBody Parse(CloudEventMode mode, IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        if (mode == CloudEventMode.Binary)
            return BinaryCloudEvent.Write(headers, body, out var error) is { } envelope ? Read(envelope, CloudEventMode.Structured, now) : new ParsedBody([], [], error);
        return Read(body, mode, now);
    }

    private static ParsedBody Read(ReadOnlyMemory<byte> body, CloudEventMode mode, DateTimeOffset now)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        }
        catch (JsonException broken)
        {
            return new ParsedBody([], [], EventErrors.NotJson((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1));
        }

        using (document)
        {
            var root = document.RootElement;
            if (mode == CloudEventMode.Structured)
                return All([root], isBatch: false, now);
            if (root.ValueKind != JsonValueKind.Array)
                return new ParsedBody([], [], EventErrors.WrongType("", "an array of CloudEvents", JsonFields.Describe(root)));
            // An empty batch is a valid one: nothing was sent, and nothing is wrong.
            return root.GetArrayLength() <= EventLimits.EventsPerBody
                ? All([.. root.EnumerateArray()], isBatch: true, now)
                : new ParsedBody([], [], EventErrors.TooMany(root.GetArrayLength()));
        }
    }

    private static ParsedBody All(IReadOnlyList<JsonElement> envelopes, bool isBatch, DateTimeOffset now)
    {
        var events = new List<(int, StoredEvent)>(envelopes.Count);
        var refused = new List<RefusedEvent>();
        for (var index = 0; index < envelopes.Count; index++)
        {
            var (captured, fault) = One(envelopes[index], index, isBatch ? $"/{index}" : "", now);
            if (captured is not null)
                events.Add((index, captured));
            else
                refused.Add(fault!);
        }

        return new ParsedBody(events, refused, null);
    }

    private static (StoredEvent?, RefusedEvent?) One(JsonElement envelope, int index, string pointer, DateTimeOffset now)
    {
        var errors = new List<RequestError>();
        if (envelope.ValueKind != JsonValueKind.Object)
            errors.Add(EventErrors.NotAnObject(pointer));
        else
            new JsonFields(errors).CheckShape(envelope, pointer, 1);
        if (errors.Count > 0)
            return (null, new RefusedEvent(index, errors, JsonText.Raw(envelope)));

        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            CloudEventWriter.Write(json, envelope, pointer, errors);
        if (errors.Count > 0)
            return (null, new RefusedEvent(index, errors, JsonText.Raw(envelope)));
        using var own = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        return EventParser.ParseOne(own.RootElement, index, pointer, null, now);
    }
}

/// <summary>Ways of sending CloudEvents.</summary>
internal enum CloudEventMode
{
    Structured,
    Batched,
    Binary,
}
