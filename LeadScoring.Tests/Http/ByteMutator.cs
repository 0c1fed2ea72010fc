using System.Text;

using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Http;

/// <summary>Breaks bytes: half of the time inside a text, so that the body can still be read and the text is what is wrong.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Texts =
    [
        [0xFC], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF, 0xFE], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0xEF, 0xB7, 0x90],
        .. new[] { "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83d\\ude00", "\\u0000", "\\uFFFE", "\\uFFFF", "\\\\ud800", "\\ud800\\\\", "\u0085", "\u2028", "=1+1", "\uFEFF" }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly string[] Charsets = ["iso-8859-1", "windows-1252", "windows-1255", "utf-16", "utf-16be", "utf-8", "utf-7", "koi8-r", "\"", ";", "ü"];

    private static readonly string[] HeaderNames = ["Idempotency-Key", "webhook-id", "ce-type", "ce-data", "ce-id", "ce-ü", "traceparent", "Content-Encoding", "X-Forwarded-For", "DNT"];

    private static readonly string[] HeaderValues = ["Müller", "%FC", "%ed%a0%80", "\uD800", "\0", "%", "\"", "\"\\", "page.viewed", "1.0", "=1+1", new('x', 5000), "\r\nx: y", "identity", "[::1", "1"];

    /// <summary>The body, broken.</summary>
    public static byte[] Broken(byte[] body, Random random) => random.Next(2) == 0 ? WithText(body, random) : new Mutator(random).Broken([.. body]);

    /// <summary>A content type, one time in twenty with a character set.</summary>
    public static string? Type(string? type, Random random) => random.Next(20) == 0 ? $"{type ?? "application/json"}; charset={Charsets[random.Next(Charsets.Length)]}" : type;

    /// <summary>A header that no program sends.</summary>
    public static (string Name, string Value) Header(Random random) => (HeaderNames[random.Next(HeaderNames.Length)], HeaderValues[random.Next(HeaderValues.Length)]);

    // Behind a quote, of which every second one begins a text or a name.
    private static byte[] WithText(byte[] body, Random random)
    {
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var from = random.Next(body.Length);
            var at = body.AsSpan(from).IndexOf((byte)'"');
            var place = at < 0 ? from : from + at + 1;
            body = [.. body[..place], .. Texts[random.Next(Texts.Length)], .. body[place..]];
        }

        return body;
    }
}
