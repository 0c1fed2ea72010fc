using System.Text;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Import;

/// <summary>
/// Reads bytes as text so that what is not text is seen where it stands: bytes that are none become a character that no text holds (Unicode keeps it free for such
/// uses), and its cell is refused. A file in the code page of its machine so loses the rows with umlauts only, each named, instead of being guessed at.
/// </summary>
internal static class ImportText
{
    /// <summary>Stands for what was not text.</summary>
    public const char Broken = BodyCharset.Broken;

    public static Encoding Utf8 { get; } = Marking("utf-8");

    public static Encoding Utf16 { get; } = Marking("utf-16");

    public static Encoding Utf16BigEndian { get; } = Marking("utf-16BE");

    /// <summary>Reads asynchronously; the mark at the beginning is taken off before.</summary>
    public static TextReader Reader(Stream bytes, Encoding encoding) => new StreamReader(bytes, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024);

    /// <summary>Whether a text holds what was none.</summary>
    public static bool IsBroken(string text) => text.Contains(Broken, StringComparison.Ordinal);

    /// <summary>The text as people may see it.</summary>
    public static string Shown(string text) => text.Replace(Broken, '\uFFFD');

    private static Encoding Marking(string name) => Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Broken.ToString()));
}
