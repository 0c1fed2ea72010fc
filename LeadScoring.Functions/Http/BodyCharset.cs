using System.Collections.Frozen;
using System.Globalization;
using System.Text;

using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Turns a body into UTF-8 that says it is in another character set, as forms of old sites do. What is not text in its own character set stays bytes that are not
/// UTF-8, so that it is refused at its place, as any broken text.
/// </summary>
internal static class BodyCharset
{
    /// <summary>Stands for what was not text: Unicode keeps it free for such uses.</summary>
    public const char Broken = '\uFDD0';

    // Bytes of one character below these are the same in UTF-8.
    private const byte FirstForeign = 0x80;

    private static readonly FrozenSet<string> Utf8Names = new[] { "UTF-8", "UTF8", "US-ASCII", "ASCII" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // As browsers read them: who says ISO-8859-1 sends Windows-1252, which has the euro too.
    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ISO-8859-1"] = "windows-1252",
        ["ISO8859-1"] = "windows-1252",
        ["ISO_8859-1"] = "windows-1252",
        ["LATIN1"] = "windows-1252",
        ["CP1252"] = "windows-1252",
        ["UTF-16LE"] = "utf-16",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The refusal of a body in a character set that is not known.</summary>
    public static Problem Unknown { get; } = new()
    {
        Status = Microsoft.AspNetCore.Http.StatusCodes.Status415UnsupportedMediaType,
        Code = "LS-HTTP-415",
        Title = "The format of the body is not supported",
        Detail = "The character set that the Content-Type names is not supported.",
        Fix = "Send UTF-8, or name one of utf-16, iso-8859-1 to iso-8859-15 and windows-1250 to windows-1258, e.g. 'Content-Type: application/json; charset=windows-1252'.",
    };

    /// <summary>Finds the character set of a Content-Type.</summary>
    /// <param name="contentType">As sent.</param>
    /// <param name="encoding">Null for UTF-8, which is also what a body has that names none.</param>
    /// <returns>False when it is not known.</returns>
    public static bool TryFind(string? contentType, out Encoding? encoding)
    {
        encoding = null;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || StringSegment.IsNullOrEmpty(type.Charset))
            return true;
        var name = type.Charset.Value!.Trim('"', '\'', ' ');
        if (Utf8Names.Contains(name))
            return true;
        encoding = Find(Aliases.GetValueOrDefault(name, name));
        return encoding is not null;
    }

    /// <summary>The body in UTF-8.</summary>
    /// <param name="encoding">As found; null leaves the body as it is.</param>
    /// <param name="body">As sent.</param>
    public static byte[] ToUtf8(Encoding? encoding, byte[] body)
    {
        if (encoding is null)
            return body;
        var marks = Marks(body);
        return Encoded(encoding.IsSingleByte ? Single(encoding, body) : (marks is [0xFE, 0xFF] ? Find("utf-16BE")! : encoding).GetString(body.AsSpan(marks.Length)));
    }

    /// <summary>The same for <c>application/x-www-form-urlencoded</c>, whose escapes are bytes of its character set too: <c>%FC</c> is the letter ü.</summary>
    public static byte[] FormToUtf8(Encoding? encoding, byte[] body)
    {
        if (encoding is not { IsSingleByte: true })
            return ToUtf8(encoding, body);
        using var written = new MemoryStream(body.Length);
        for (var at = 0; at < body.Length; at++)
        {
            var value = body[at];
            if (value == '%' && at + 2 < body.Length && char.IsAsciiHexDigit((char)body[at + 1]) && char.IsAsciiHexDigit((char)body[at + 2])
                && Convert.FromHexString([(char)body[at + 1], (char)body[at + 2]])[0] is >= FirstForeign and var escaped)
            {
                value = escaped;
                at += 2;
            }

            if (value < FirstForeign)
            {
                written.WriteByte(value);
                continue;
            }

            foreach (var one in Encoded(Single(encoding, [value])))
                written.Write(Encoding.ASCII.GetBytes($"%{one:X2}"));
        }

        return written.ToArray();
    }

    private static Encoding? Find(string name)
    {
        var marking = new DecoderReplacementFallback(Broken.ToString());
        if (name.Equals("utf-16", StringComparison.OrdinalIgnoreCase) || name.Equals("utf-16BE", StringComparison.OrdinalIgnoreCase))
            return Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, marking);
        // No others: what is neither of these families has escapes by which a text says something else than its bytes.
        return name.StartsWith("iso-8859-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("windows-125", StringComparison.OrdinalIgnoreCase)
            ? CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, marking) is { IsSingleByte: true } found ? found : null
            : null;
    }

    // A byte that the character set leaves free is given a character for private use, which no letter of these sets has.
    private static string Single(Encoding encoding, byte[] body) => string.Create(body.Length, (encoding, body), static (text, from) =>
    {
        from.encoding.GetChars(from.body, text);
        foreach (ref var character in text)
        {
            if (char.GetUnicodeCategory(character) == UnicodeCategory.PrivateUse)
                character = Broken;
        }
    });

    private static ReadOnlySpan<byte> Marks(byte[] body) => body is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] ? body.AsSpan(0, 2) : [];

    // U+FDD0 becomes three bytes that no UTF-8 has.
    private static byte[] Encoded(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!text.Contains(Broken, StringComparison.Ordinal))
            return bytes;
        Span<byte> rest = bytes;
        while (rest.IndexOf("\uFDD0"u8) is >= 0 and var at)
        {
            rest.Slice(at, 3).Fill(0xFF);
            rest = rest[(at + 3)..];
        }

        return bytes;
    }
}
