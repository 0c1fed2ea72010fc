using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>
/// The text under which a value is remembered: normalised and upper-cased, so that values that compare equal are one; values beyond
/// <see cref="MaxLength"/> characters, or with half a surrogate pair, as their SHA-256, so that long texts do not swell the signals.
/// </summary>
internal static class ValueKey
{
    /// <summary>In characters; a key is never longer.</summary>
    public const int MaxLength = 64;

    // Keys of texts are in upper case; the Base64 of a hash practically never is, and this first character sets it apart.
    private const char Hashed = '\u0001';

    /// <summary>The key of a value that is not missing, written into the buffer when it fits.</summary>
    public static ReadOnlySpan<char> Of(ref TextValue value, Span<char> buffer)
    {
        if (value.IsList)
            return Hash(string.Join('\u001F', value.Items.Select(item => NormalText.Of(item).ToUpperInvariant())));
        var text = value.Span;
        if (text.Length > MaxLength || !NormalText.IsWellFormed(text))
            return Hash(text.ToString().ToUpperInvariant());
        var length = text.ToUpperInvariant(buffer);
        return buffer[..length];
    }

    /// <summary>Whether a key stands for a text that cannot be read from it.</summary>
    public static bool IsHash(string key) => key.Length > 0 && key[0] == Hashed;

    private static string Hash(string text) => Hashed + Convert.ToBase64String(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
