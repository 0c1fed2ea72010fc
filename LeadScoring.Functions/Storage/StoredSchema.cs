using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Tells by stored bytes whether a newer version of the app wrote them, without reading more of them than that.</summary>
internal static class StoredSchema
{
    /// <summary>Refuses a lead's state of a newer schema.</summary>
    /// <exception cref="NewerFormatException">It is one.</exception>
    public static void Check(ReadOnlySpan<byte> state)
    {
        if (NumberOf(state, "schema"u8) is { } schema && schema > LeadState.CurrentSchema)
            throw new NewerFormatException($"its schema {schema} is newer than {LeadState.CurrentSchema}; deploy the newer app");
    }

    /// <summary>A whole number among the members of an object; null where there is none of the name.</summary>
    /// <param name="stored">UTF-8 JSON.</param>
    /// <param name="name">Of the member.</param>
    /// <exception cref="JsonException">What stands before the member is not JSON.</exception>
    public static int? NumberOf(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> name)
    {
        var json = new Utf8JsonReader(stored);
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
            return null;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(name);
            json.Read();
            if (isIt)
                return json.TokenType is JsonTokenType.Number && json.TryGetInt32(out var number) ? number : null;
            json.Skip();
        }

        return null;
    }
}
