using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Bodies;

/// <summary>Turns a body, however it is written, into one JSON tree.</summary>
internal static class BodyTree
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EventLimits.Depth * 2 };

    /// <summary>The tree; null when the body cannot be read. Dispose it after use.</summary>
    /// <param name="mapping">Says how the source writes its bodies.</param>
    /// <param name="body">As received, and verified.</param>
    /// <param name="contentType">As sent: it names the character set, and the form where a source may write in several. Null = not known, as of a body that was kept.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<JsonDocument?> Read(MappingDescriptor mapping, byte[] body, string? contentType, CancellationToken cancellation)
    {
        if (!BodyCharset.TryFind(contentType, out var encoding))
            return null;
        var form = mapping.Body != BodyForm.Any ? mapping.Body : contentType is null ? FormOf(body) : FormOf(contentType);
        if (form == BodyForm.Json)
            return Embed(Parse(WithoutMark(BodyCharset.ToUtf8(encoding, body))), mapping.Embedded);
        var fields = form == BodyForm.Multipart ? await FormBody.ReadParts(body, cancellation) : FormBody.Read(BodyCharset.FormToUtf8(encoding, body));
        if (fields is null)
            return null;
        var tree = FormTree.Of(fields);
        return Embed(Parse(Written(tree.Write)), mapping.Embedded);
    }

    /// <summary>A tree that was kept as text.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BodyForm FormOf(string? contentType) => contentType?.Split(';')[0].Trim().ToUpperInvariant() switch
    {
        "APPLICATION/X-WWW-FORM-URLENCODED" => BodyForm.Form,
        "MULTIPART/FORM-DATA" => BodyForm.Multipart,
        _ => BodyForm.Json,
    };

    private static BodyForm FormOf(byte[] body) => WithoutMark(body).Span.TrimStart(" \t\r\n"u8) switch
    {
        [(byte)'{' or (byte)'[', ..] => BodyForm.Json,
        [(byte)'-', (byte)'-', ..] => BodyForm.Multipart,
        _ => BodyForm.Form,
    };

    private static ReadOnlyMemory<byte> WithoutMark(byte[] body) => body is [0xEF, 0xBB, 0xBF, ..] ? body.AsMemory(3) : body;

    // A member that holds JSON as text becomes what the text says; broken text leaves nothing to map.
    private static JsonDocument? Embed(JsonDocument? document, ImmutableArray<string> names)
    {
        if (document is null || names.IsEmpty || document.RootElement.ValueKind != JsonValueKind.Object)
            return document;
        using (document)
        {
            var isBroken = false;
            var written = Written(json =>
            {
                json.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    // A name that is not text is none of those that are mapped.
                    if (JsonText.NameOf(member) is not { } name)
                        continue;
                    json.WritePropertyName(name);
                    var isText = names.Contains(name) && member.Value.ValueKind == JsonValueKind.String;
                    using var inner = isText && JsonText.TextOf(member.Value) is { } text ? Parse(System.Text.Encoding.UTF8.GetBytes(text)) : null;
                    isBroken |= isText && inner is null;
                    JsonText.WriteRaw(json, inner?.RootElement ?? member.Value);
                }

                json.WriteEndObject();
            });
            return isBroken ? null : Parse(written);
        }
    }

    /// <summary>The bytes of some JSON.</summary>
    public static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenMemory;
    }
}
