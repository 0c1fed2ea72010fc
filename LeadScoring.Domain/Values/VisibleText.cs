using System.Globalization;
using System.Text;

namespace LeadScoring.Domain.Values;

/// <summary>
/// Text without the characters that nobody sees and that come along when it is copied from a page or a chat: zero-width spaces and joiners, byte order marks, marks of
/// direction, soft hyphens. Two texts that look alike are one text.
/// </summary>
public static class VisibleText
{
    /// <summary>Leaves out invisible characters; returns the very text when it has none.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var first = 0;
        while (first < text.Length && !IsInvisibleAt(text, first, out var length))
            first += length;
        if (first == text.Length)
            return text;

        var kept = new StringBuilder(text.Length).Append(text, 0, first);
        for (var at = first; at < text.Length;)
        {
            if (!IsInvisibleAt(text, at, out var length))
                kept.Append(text, at, length);
            at += length;
        }

        return kept.ToString();
    }

    // Half of a surrogate pair is kept: its reader decides about it.
    private static bool IsInvisibleAt(string text, int at, out int length)
    {
        var isRune = Rune.TryGetRuneAt(text, at, out var rune);
        length = isRune ? rune.Utf16SequenceLength : 1;
        return isRune && IsInvisible(rune);
    }

    // Category Cf, and what else Unicode lists as Default_Ignorable_Code_Point: the joiner of graphemes, fillers, variation selectors.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
            or (>= 0xE0100 and <= 0xE01EF);
}
