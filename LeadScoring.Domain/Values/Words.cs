using System.Buffers;
using System.Globalization;
using System.Text;

namespace LeadScoring.Domain.Values;

/// <summary>Words of a text: runs of Unicode letters (L*) and decimal digits (Nd); everything else parts them.</summary>
internal static class Words
{
    /// <summary>All words of a normalised text.</summary>
    public static string[] Of(string text)
    {
        var words = new List<string>();
        var rest = text.AsSpan();
        while (TryNext(ref rest, out var word))
            words.Add(word.ToString());
        return [.. words];
    }

    /// <summary>Whether the words occur in a row, without regard to case.</summary>
    public static bool Occur(ReadOnlySpan<char> text, string[] words)
    {
        while (TryNext(ref text, out var word))
        {
            if (!word.Equals(words[0], StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = text;
            var matched = 1;
            while (matched < words.Length && TryNext(ref rest, out var next) && next.Equals(words[matched], StringComparison.OrdinalIgnoreCase))
                matched++;
            if (matched == words.Length)
                return true;
        }

        return false;
    }

    private static bool TryNext(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        var start = 0;
        while (start < rest.Length && !IsWord(rest[start..], out var skipped))
            start += skipped;
        var end = start;
        while (end < rest.Length && IsWord(rest[end..], out var used))
            end += used;
        word = rest[start..end];
        rest = rest[end..];
        return !word.IsEmpty;
    }

    private static bool IsWord(ReadOnlySpan<char> text, out int used)
    {
        used = 1;
        if (char.IsAscii(text[0]))
            return char.IsAsciiLetterOrDigit(text[0]);
        return Rune.DecodeFromUtf16(text, out var rune, out used) == OperationStatus.Done
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber;
    }
}
