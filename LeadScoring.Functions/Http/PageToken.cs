using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Http;

/// <summary>A place of a list as an opaque token, good for one question only.</summary>
internal static class PageToken
{
    private const int CheckLength = 16;
    private const int MaxLength = 1024;

    /// <summary>The token of a place that some texts name.</summary>
    public static string Write(string question, params ReadOnlySpan<string> place)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var part in place)
                json.WriteStringValue(part);
            json.WriteStringValue(Check(question, place));
            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <summary>Reads a token of this many texts; null when it is none, was changed, or belongs to another question.</summary>
    public static string[]? Read(string token, string question, int parts)
    {
        if (token.Length > MaxLength || !Base64Url.IsValid(token))
            return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            string[] all = [.. json.RootElement.EnumerateArray().Select(static part => part.GetString() ?? "")];
            return all.Length == parts + 1 && all[^1] == Check(question, all.AsSpan(0, parts)) ? all[..^1] : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Not a secret: it finds tokens that were damaged or that belong to another question. A forged one could only name another place of the list.
    private static string Check(string question, ReadOnlySpan<string> place) =>
        Base32Hex.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{question}\n{string.Join('\n', place)}")), CheckLength);
}
