using System.Text;

namespace LeadScoring.Tests.Sources;

/// <summary>Breaks a body in the ways in which senders and attackers do. The same numbers give the same bytes.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>A time that no clock can show, put in place of any text.</summary>
    public const string LatestInstant = "9999-12-31T23:59:59.9999999-14:00";

    private const int MostBytes = 200_000;

    // Texts that parsers of JSON, forms, numbers, times and addresses have stumbled over.
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "[[]]", "\"\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\ud800\":1,", "1e400", "-0", "0", "-1", "99999999999999999999999999999999", "1e-400", "0.1e1", "\"a@b\"", "\"@\"",
            "\"ann@northmill.example\"", "\"sales.won\"", "\"privacy.deleted\"", "\"9999-99-99T99:99:99Z\"", "\"0001-01-01\"", $"\"{LatestInstant}\"", "\"1970-01-01T00:00:00Z\"", "1772355600000",
            "{\"a\":1,\"a\":2}", "{\"id\":", ",", ":", "\"", "\\", "}", "]", "{", "[", "%00", "%ff", "%ed%a0%80", "%", "%2", "&", "=", "a[b][c][d][e][f][g]=1&", "data[email][x]=1&", "[][", "+", "\r\n", "--fixture\r\n", "--fixture--",
            "Content-Disposition: form-data; name=\"x\"; filename=\"y\"\r\n\r\nz\r\n", "Content-Type: text/plain; charset=utf-7\r\n", "&#xD800;", "&quot;", "\u0000", "\u2028", "\ufeff", "e\u0301",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF, 0x00, 0x7B],
    ];

    // What may stand for a value, so that the body can still be read and the values are what is wrong.
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1772355600", "1772355600000", "99999999999999999999999999999999", "1e400", "1E-7", "\"\"", "\" \"", "\"\\ud800\"", "\"\\u0000\"", "\"a@b\"", "\"ann@northmill.example\"", "\"Ann <ann@northmill.example>\"",
            "\"sales.won\"", "\"privacy.deleted\"", "\"2026-03-01T10:00:00Z\"", $"\"{LatestInstant}\"", "\"0001-01-01\"", "[]", "{}", "[null]", "[1,\"a\",{}]", "{\"email\":\"ann@northmill.example\"}", "{\"\":{\"\":[]}}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>The body after one to four changes: half of them leave it readable.</summary>
    public byte[] Broken(byte[] body)
    {
        if (random.Next(2) == 0)
            return Altered(body);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
            body = Changed(body);
        return body.Length <= MostBytes ? body : body[..MostBytes];
    }

    private byte[] Altered(byte[] body)
    {
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var at = random.Next(body.Length);
            var (start, end) = Value(body);
            if (random.Next(3) > 0 && start < end && body[start] == '"')
                body = [.. body[..start], .. Values[random.Next(Values.Length)], .. body[end..]];
            else if (char.IsAsciiLetterOrDigit((char)body[at]))
                body[at] = (byte)(char.IsAsciiDigit((char)body[at]) ? '0' + random.Next(10) : 'a' + random.Next(26));
        }

        return body;
    }

    private byte[] Changed(byte[] body)
    {
        var from = random.Next(body.Length + 1);
        var to = Math.Min(body.Length, from + 1 + random.Next(random.Next(4) == 0 ? 200 : 12));
        switch (random.Next(11))
        {
            case 0 when body.Length > 0:
                return Flips.Flipped(body, random.Next(body.Length * 8));
            case 1:
                return [.. body[..from], .. body[to..]];
            case 2:
                return [.. body[..to], .. body[from..]];
            case 3:
                return body[..from];
            case 4:
                random.NextBytes(body.AsSpan()[from..Math.Min(to, from + 8)]);
                return body;
            case 5:
                return [.. body[..from], .. Deep(), .. body[from..]];
            case 6 when random.Next(20) == 0:
                return [.. body[..from], .. Enumerable.Repeat((byte)"a1\"%["[random.Next(5)], random.Next(300, 40_000)), .. body[from..]];
            case 7 or 8:
                var (start, end) = Value(body);
                return [.. body[..start], .. Tokens[random.Next(Tokens.Length)], .. body[end..]];
            case 9:
                var (one, last) = Value(body);
                var (other, stop) = Value(body);
                return [.. body[..one], .. body[other..stop], .. body[last..]];
            default:
                return [.. body[..from], .. Tokens[random.Next(Tokens.Length)], .. body[from..]];
        }
    }

    private byte[] Deep()
    {
        var levels = random.Next(2, 100);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, levels)) + "1" + (random.Next(4) == 0 ? "" : string.Concat(Enumerable.Repeat(close, levels))));
    }

    // Something between two signs that separate values, in JSON or in a form.
    private (int Start, int End) Value(byte[] body)
    {
        var separators = "\",:{}[]&=\r\n"u8;
        var at = random.Next(body.Length + 1);
        var start = body.AsSpan(0, at).LastIndexOfAny(separators) + 1;
        var length = body.AsSpan(at).IndexOfAny(separators);
        var end = length < 0 ? body.Length : at + length;
        // With its quotes, half of the time: then the value is of another kind.
        return start > 0 && end < body.Length && body[start - 1] == '"' && body[end] == '"' && random.Next(2) == 0 ? (start - 1, end + 1) : (start, end);
    }
}
