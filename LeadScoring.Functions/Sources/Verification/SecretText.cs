using System.Text;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Makes keys of configured secrets.</summary>
internal static class SecretText
{
    /// <summary>The key; null when the text holds none.</summary>
    public static byte[]? Key(VerifierDescriptor verifier, string text)
    {
        if (verifier.SecretPrefix is { } prefix && text.StartsWith(prefix, StringComparison.Ordinal))
            text = text[prefix.Length..];
        if (text.Length == 0)
            return null;
        if (!verifier.SecretIsBase64)
            return Encoding.UTF8.GetBytes(text);
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0 ? key[..length] : null;
    }

    /// <summary>The bytes of a signature; null unless they are written as the vendor writes them, to the last bit and letter.</summary>
    public static byte[]? Signature(VerifierDescriptor verifier, string text)
    {
        var bytes = new byte[text.Length];
        if (verifier.IsHex)
            return Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && Convert.ToHexStringLower(bytes[..written]) == text ? bytes[..written] : null;
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes[..length]) == text ? bytes[..length] : null;
    }
}
