using System.Text.Json;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>A value found in a body, or made of several. Null, blank text and empty lists are missing.</summary>
internal readonly record struct MappedValue(JsonElement Element, string? Made)
{
    /// <summary>Whether there is nothing.</summary>
    public bool IsMissing => Made is not null
        ? string.IsNullOrWhiteSpace(Made)
        : Element.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            JsonValueKind.String => string.IsNullOrWhiteSpace(Element.GetString()),
            JsonValueKind.Array => Element.GetArrayLength() == 0,
            _ => false,
        };

    /// <summary>The value as a text; a number by its digits, so that long ids stay whole. Null when it is missing or a structure.</summary>
    public string? AsText()
    {
        if (IsMissing)
            return null;
        return Made ?? Element.ValueKind switch
        {
            JsonValueKind.String => Element.GetString(),
            JsonValueKind.Number => JsonText.Raw(Element),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
    }

    /// <summary>As a part of an event's identity: a structure by the hash of its content. Null when it is missing.</summary>
    public string? AsIdentity() => AsText() ?? (IsMissing ? null : CanonicalContent.Hash(Element));

    /// <summary>The items of a list; anything else is its only item.</summary>
    public IEnumerable<MappedValue> Items() =>
        Made is null && Element.ValueKind == JsonValueKind.Array ? Element.EnumerateArray().Select(static item => new MappedValue(item, null)) : [this];

    /// <summary>Writes it as JSON, as it was sent.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (Made is not null)
            json.WriteStringValue(Made);
        else
            // Unchanged, so that what is wrong with a text is found where all events are checked.
            JsonText.WriteRaw(json, Element);
    }
}
