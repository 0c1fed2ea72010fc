using System.Text;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Functions.Sources.Bodies;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> and <c>multipart/form-data</c> within limits. Files are passed over.</summary>
internal static class FormBody
{
    private const int MostFields = 200;
    private const int NameCharacters = 256;

    /// <summary>The fields in their order; null when the bytes are not a form or beyond the limits.</summary>
    public static IReadOnlyDictionary<string, StringValues>? Read(byte[] body)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = MostFields, KeyLengthLimit = NameCharacters, ValueLengthLimit = Math.Max(1, body.Length) };
            return reader.ReadForm();
        }
        catch (InvalidDataException)
        {
            // The only way in which the reader tells that a limit is broken.
            return null;
        }
    }

    /// <summary>The same for parts. Their boundary is taken from the body's first line, so that a kept body can be read again without its header.</summary>
    public static async Task<IReadOnlyDictionary<string, StringValues>?> ReadParts(byte[] body, CancellationToken cancellation)
    {
        if (Boundary(body) is not { } boundary)
            return null;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body)) { HeadersCountLimit = 16, HeadersLengthLimit = 4096, BodyLengthLimit = body.Length };
            var parts = 0;
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (++parts > MostFields)
                    return null;
                if (section.AsFormDataSection() is not { } field)
                    continue;
                if (field.Name.Length is 0 or > NameCharacters)
                    return null;
                fields[field.Name] = StringValues.Concat(fields.GetValueOrDefault(field.Name), await field.GetValueAsync(cancellation));
            }

            return fields;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            // The reader tells broken parts and broken limits only in this way; the stream is memory.
            return null;
        }
    }

    private static string? Boundary(byte[] body)
    {
        var end = body.AsSpan().IndexOf("\r\n"u8);
        return end is > 2 and <= 72 && body.AsSpan().StartsWith("--"u8) ? Encoding.ASCII.GetString(body.AsSpan(2, end - 2)) : null;
    }
}
