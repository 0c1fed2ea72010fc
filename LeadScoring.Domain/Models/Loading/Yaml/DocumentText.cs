using System.Text;

namespace LeadScoring.Domain.Models.Loading.Yaml;

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

    /// <summary>Whether a value, its escapes resolved, holds only what may stand in text: no control characters, no halves of pairs, no non-characters.</summary>
    public static bool IsText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (!IsPrintable(value[i]) && !IsLineBreak(value[i]))
                return false;
        }

        return true;
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
                    $"The character U+{(int)c:X4} is not allowed in a model document.",
                    IsLineBreak(c) ? $"Remove it, or write \"\\u{(int)c:X4}\" in double quotes if it is meant." : "Remove it.");
                return false;
            }
        }

        return true;
    }

    // YAML 1.2's printable characters, less line breaks. Halves of pairs are not.
    private static bool IsPrintable(char c) =>
        c is '\t' or '\r' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uD7FF' and not '\u2028' and not '\u2029') or (>= '\uE000' and <= '\uFFFD');

    // The last three are for YAML 1.1 readers, so they may only be written as escapes.
    private static bool IsLineBreak(char c) => c is '\n' or '\u0085' or '\u2028' or '\u2029';
}
