using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Takes texts and names out of JSON that somebody sent. A parser accepts bytes that are not UTF-8, and half of a surrogate pair, and the base library throws only
/// where such a text is taken: here nothing throws.
/// </summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>The element as it was sent, for people; bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Raw(JsonElement element) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));

    /// <summary>Writes the element's bytes as they were sent, valid or not: they are checked where they are read.</summary>
    public static void WriteRaw(Utf8JsonWriter json, JsonElement element) => json.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);

    /// <summary>The text of a string; null for another kind of value, and for what is not valid Unicode.</summary>
    public static string? TextOf(JsonElement value) =>
        IsText(value) ? value.GetString() : null;

    /// <summary>Whether <see cref="TextOf"/> has a text.</summary>
    public static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String && IsText(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>The name of a member; null for what is not valid Unicode.</summary>
    public static string? NameOf(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return JsonNames.Find(raw) ?? (IsText(raw) ? member.Name : null);
    }

    /// <summary>Finds a member of an object, the last one of that name, whatever the names beside it hold.</summary>
    /// <returns>False for another kind of element, or when there is none.</returns>
    public static bool TryFind(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
            return false;
        var isFound = false;
        foreach (var member in element.EnumerateObject())
        {
            if (!IsText(JsonMarshal.GetRawUtf8PropertyName(member)) || !member.NameEquals(name))
                continue;
            value = member.Value;
            isFound = true;
        }

        return isFound;
    }

    /// <summary>The pointer of the first text, or of the object with the first name, that is not valid Unicode; null when all are.</summary>
    public static string? FirstBroken(JsonElement element, string pointer = "")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return IsText(JsonMarshal.GetRawUtf8Value(element)) ? null : pointer;
            case JsonValueKind.Array:
                return element.EnumerateArray().Select((item, index) => FirstBroken(item, $"{pointer}/{index}")).FirstOrDefault(static found => found is not null);
            case JsonValueKind.Object:
                return element.EnumerateObject()
                    .Select(member => NameOf(member) is { } name ? FirstBroken(member.Value, JsonPointers.Member(pointer, name)) : pointer)
                    .FirstOrDefault(static found => found is not null);
            default:
                return null;
        }
    }

    // Without an exception per text: a body may hold a hundred thousand of them.
    private static bool IsText(ReadOnlySpan<byte> raw) => Utf8.IsValid(raw) && (raw.IndexOf("\\u"u8) < 0 || ArePairs(raw));

    // What the parser let through are whole escapes: "\u" and four digits, or a backslash and one character.
    private static bool ArePairs(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            raw = raw[at..];
            if (raw[1] != 'u')
            {
                raw = raw[2..];
                continue;
            }

            var unit = Unit(raw);
            if (char.IsLowSurrogate(unit))
                return false;
            raw = raw[EscapeLength..];
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!raw.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(raw)))
                return false;
            raw = raw[EscapeLength..];
        }

        return true;
    }

    private static char Unit(ReadOnlySpan<byte> escape)
    {
        Span<byte> bytes = stackalloc byte[2];
        return Convert.FromHexString(escape[2..EscapeLength], bytes, out _, out _) == OperationStatus.Done ? (char)((bytes[0] << 8) | bytes[1]) : '\uD800';
    }
}
