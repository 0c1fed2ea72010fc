using System.Buffers;

namespace LeadScoring.Domain.Values;

/// <summary>RFC 4648 base32hex in lower case without padding: its characters <c>0-9a-v</c> sort as the bytes do.</summary>
public static class Base32Hex
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";

    private static readonly SearchValues<char> Encoded = SearchValues.Create(Alphabet);

    /// <summary>The first <paramref name="characters"/> characters of the encoding of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">The bytes are too few for this many characters (5 bits each).</exception>
    public static string Encode(ReadOnlySpan<byte> bytes, int characters)
    {
        if (bytes.Length * 8 < characters * 5)
            throw new ArgumentException($"{characters} characters need {(characters * 5 + 7) / 8} bytes.", nameof(bytes));

        Span<char> text = stackalloc char[characters];
        for (var i = 0; i < characters; i++)
        {
            var bit = i * 5;
            var pair = bytes[bit / 8] << 8;
            if (bit / 8 + 1 < bytes.Length)
                pair |= bytes[bit / 8 + 1];
            text[i] = Alphabet[(pair >> (11 - bit % 8)) & 31];
        }

        return new string(text);
    }

    /// <summary>Whether a text consists of the alphabet only.</summary>
    public static bool IsEncoded(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Encoded) < 0;
}
