using System.Text;

using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Makes keys of configured secrets.</summary>
internal static class SecretText
{
    /// <summary>The key; null when the text holds none of this kind.</summary>
    public static byte[]? Key(VerifierDescriptor verifier, string text)
    {
        // The prefix tells a shared secret from a public key: taken for the first, the second, which everybody may know, would sign.
        if (verifier.SecretPrefix is { } prefix)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal))
                return null;
            text = text[prefix.Length..];
        }

        if (text.Length == 0)
            return null;
        if (!verifier.SecretIsBase64)
            return Encoding.UTF8.GetBytes(text);
        return Base64(text, isExact: false) is { Length: > 0 } key ? key : null;
    }

    /// <summary>Whether a text is a key for one of the source's ways of proving.</summary>
    public static bool IsKey(SourceDescriptor source, SecretUse use, string text) =>
        source.Verifiers.SelectMany(static way => way.Also is { } also ? [way, also] : new[] { way }).Any(way => way.Use == use && Key(way, text) is not null);

    /// <summary>The bytes of a signature; null unless they are written as the vendor writes them, to the last bit and letter.</summary>
    public static byte[]? Signature(VerifierDescriptor verifier, string text)
    {
        if (!verifier.IsHex)
            return Base64(text, isExact: true);
        var bytes = new byte[text.Length];
        return Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && Convert.ToHexStringLower(bytes[..written]) == text ? bytes[..written] : null;
    }

    /// <summary>The bytes of base64; null when the text is none.</summary>
    /// <param name="text">As sent or configured.</param>
    /// <param name="isExact">Refuses white space and set bits after the last byte: there is one text for some bytes.</param>
    public static byte[]? Base64(string text, bool isExact)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && (!isExact || Convert.ToBase64String(bytes[..length]) == text) ? bytes[..length] : null;
    }
}
