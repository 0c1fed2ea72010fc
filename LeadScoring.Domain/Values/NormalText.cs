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

    /// <summary>The NFC form; text with half a surrogate pair has none and stays as it is.</summary>
    public static string Compose(string text) => IsWellFormed(text) ? text.Normalize(NormalizationForm.FormC) : text;

    /// <summary>No half of a surrogate pair stands alone.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (IsSimple(text))
            return true;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[used..];
        }

        return true;
    }
}
