using System.Buffers;
using System.Text.Json;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>Writes a CloudEvent of binary mode, whose attributes are headers and whose data is the body, as one of structured mode.</summary>
internal static class BinaryCloudEvent
{
    private const string Prefix = "ce-";

    /// <summary>The envelope; null with a fault when a header or the body cannot be read.</summary>
    public static ReadOnlyMemory<byte>? Write(IHeaderDictionary headers, ReadOnlyMemory<byte> body, out RequestError? error)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (header, values) in headers.Where(static header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var name = header[Prefix.Length..].ToLowerInvariant();
            error = name == "datacontenttype" ? EventErrors.BadAttribute("/datacontenttype", "datacontenttype", "the Content-Type of the request is used instead") : null;
            var value = values.Count == 1 ? HeaderText.Decode(values.ToString()) : null;
            if (value is null)
                error ??= EventErrors.BadHeader("/" + name);
            if (error is not null)
                return null;
            json.WriteString(name, value);
        }

        if (body.Length > 0)
        {
            try
            {
                using var data = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
                json.WritePropertyName("data");
                // As it came: whether its texts can be taken is seen, with their places, where the envelope is read.
                JsonText.WriteRaw(json, data.RootElement);
            }
            catch (JsonException broken)
            {
                error = EventErrors.NotJson((broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
                return null;
            }
        }

        json.WriteEndObject();
        json.Flush();
        error = null;
        return buffer.WrittenMemory;
    }
}
