using System.Text;

namespace LeadScoring.Domain.Values;

/// <summary>Text as conditions see it: trimmed and in Unicode NFC (docs/reference/scoring.md#conditions). Case is left to the comparison.</summary>
internal static class NormalText
{
    /// <summary>Normalises; returns the very text when it is normal already.</summary>
    public static string Of(string text)
    {
        if (!IsSimple(text))
            text = Compose(text);
        return text.Trim();
    }

    /// <summary>Every character is below U+0300: nothing can combine, so the text is in NFC as it stands.</summary>
    public static bool IsSimple(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return true;
        foreach (var character in text)
        {
            if (character >= '\u0300')
                return false;
        }

        return true;
    }

    /// <summary>The NFC form; text that is not well formed has none and stays as it is.</summary>
    public static string Compose(string text) => IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>No half of a surrogate pair stands alone, and there is no U+FFFE, which is not a character: normalising throws at both.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (IsSimple(text))
            return true;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var used) != System.Buffers.OperationStatus.Done || rune.Value == 0xFFFE)
                return false;
            text = text[used..];
        }

        return true;
    }
}
