using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Tells by stored bytes whether a newer version of the app wrote them, without reading more of them than that.</summary>
internal static class StoredSchema
{
    private static readonly HashSet<string> Work = new(["link", "move", "copy", "forward", "release", "erase"], StringComparer.Ordinal);

    /// <summary>Refuses a lead's state of a newer schema.</summary>
    /// <exception cref="NewerFormatException">It is one.</exception>
    public static void Check(ReadOnlySpan<byte> state)
    {
        var json = new Utf8JsonReader(state);
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
            return;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var isSchema = json.ValueTextEquals("schema"u8);
            json.Read();
            if (isSchema && json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var schema) && schema > LeadState.CurrentSchema)
                throw new NewerFormatException($"its schema {schema} is newer than {LeadState.CurrentSchema}; deploy the newer app");
            if (isSchema)
                return;
            json.Skip();
        }
    }

    /// <summary>Whether it is work of a kind that is not one of <see cref="OutboxWork"/>.</summary>
    public static bool IsUnknownWork(byte[] work)
    {
        using var json = JsonDocument.Parse(work);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("kind", out var kind)
            && kind.ValueKind is JsonValueKind.String && !Work.Contains(kind.GetString()!);
    }
}
