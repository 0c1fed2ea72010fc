using System.Text;

namespace LeadScoring.Functions.Capture;

/// <summary>Reads an attribute of a CloudEvent from a header: quotes are taken off, then one round of percent-decoding (HTTP binding 3.1.3.2).</summary>
internal static class HeaderText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value; null when an escape is broken, or what it says is not UTF-8 (overlong forms included).</summary>
    public static string? Decode(string header)
    {
        if (Unquoted(header.Trim()) is not { } text)
            return null;
        try
        {
            var bytes = Strict.GetBytes(text);
            var length = 0;
            for (var from = 0; from < bytes.Length; from++)
            {
                var value = bytes[from];
                if (value == '%')
                {
                    if (from + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[from + 1]) || !char.IsAsciiHexDigit((char)bytes[from + 2]))
                        return null;
                    value = Convert.FromHexString([(char)bytes[from + 1], (char)bytes[from + 2]])[0];
                    from += 2;
                }

                bytes[length++] = value;
            }

            return Strict.GetString(bytes, 0, length);
        }
        catch (ArgumentException)
        {
            // The strict encoding says only in this way that bytes are no text.
            return null;
        }
    }

    private static string? Unquoted(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] == '\\' && ++at == text.Length - 1)
                return null;
            plain.Append(text[at]);
        }

        return plain.ToString();
    }
}
