using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Identity;

namespace LeadScoring.Functions.Leads;

/// <summary>A row of the Board; rows are ordered by row key (best score first), then by partition.</summary>
internal readonly record struct BoardPosition(string Row, string Partition)
{
    /// <summary>The order of the list.</summary>
    public static readonly IComparer<BoardPosition> Order = Comparer<BoardPosition>.Create(static (left, right) =>
        string.CompareOrdinal(left.Row, right.Row) is var order and not 0 ? order : string.CompareOrdinal(left.Partition, right.Partition));

    private const int CheckLength = 16;
    private const int MaxTokenLength = 1024;

    /// <summary>The first row key of a partition that comes after this position.</summary>
    public string After(string partition) =>
        // '!' sorts before every character of a key: the next key after this one.
        string.CompareOrdinal(partition, Partition) > 0 ? Row : Row + "!";

    /// <summary>The position as an opaque token, good for the same question only.</summary>
    public string Token(string question)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("r", Row);
            json.WriteString("p", Partition);
            json.WriteString("c", Check(question));
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <summary>Reads a token; false when it is none, was changed, or belongs to another question.</summary>
    public static bool TryRead(string token, string question, out BoardPosition position)
    {
        position = default;
        if (token.Length > MaxTokenLength || !Base64Url.IsValid(token))
            return false;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            position = new BoardPosition(json.RootElement.GetProperty("r").GetString() ?? "", json.RootElement.GetProperty("p").GetString() ?? "");
            return json.RootElement.GetProperty("c").GetString() == position.Check(question);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    // Not a secret: it finds tokens that were damaged or that belong to another question. A forged one could only name another place of the list.
    private string Check(string question) => Base32Hex.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{question}\n{Row}\n{Partition}")), CheckLength);
}
