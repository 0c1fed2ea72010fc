using System.Text;

namespace LeadScoring.Domain.Models.Loading;

/// <summary>What a text must be before it is read as YAML at all: not too large, and of characters that cannot hide anything.</summary>
internal static class DocumentText
{
    private const int LargestBytes = 256 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text to parse, without a byte order mark; null when something was found.</summary>
    public static string? Check(string text, Findings findings)
    {
        // UTF-8 has at least one byte a UTF-16 unit; measuring the bytes of a huge text first would cost what the limit is to save.
        if (text.Length > LargestBytes || Encoding.UTF8.GetByteCount(text) > LargestBytes)
        {
            findings.Add(Codes.TooLarge, new SourcePosition(1, 1), $"The document is larger than {LargestBytes / 1024} KiB.", "Split it into several models.");
            return null;
        }

        var body = text.StartsWith(ByteOrderMark) ? text[1..] : text;
        return HasOnlyPrintable(body, findings) ? body : null;
    }

    private static bool HasOnlyPrintable(string text, Findings findings)
    {
        int line = 1, column = 1;
        for (var i = 0; i < text.Length; i++, column++)
        {
            var c = text[i];
            if (c is '\n' || (c is '\r' && (i + 1 == text.Length || text[i + 1] is not '\n')))
            {
                line++;
                column = 0;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!IsPrintable(c))
            {
                findings.Add(
                    Codes.Character,
                    new SourcePosition(line, column),
                    $"The character U+{(int)c:X4} cannot stand in a model document.",
                    $"Remove it, or write \"\\u{(int)c:X4}\" in double quotes where it is meant.");
                return false;
            }
        }

        return true;
    }

    // YAML 1.2's printable characters, less those that YAML 1.1 readers take for line breaks (U+0085, U+2028, U+2029). Halves of pairs are not.
    private static bool IsPrintable(char c) =>
        c is '\t' or '\r' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF' and not '\u2028' and not '\u2029') or (>= '\uE000' and <= '\uFFFD');
}
