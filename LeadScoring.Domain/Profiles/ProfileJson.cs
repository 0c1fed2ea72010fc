using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>The stored form of a profile: <c>{"schema":1,"attributes":{name:{"value","at","source","id","bytes"}},"leftOut":[],"cutFrom":name}</c>.</summary>
internal static class ProfileJson
{
    private const int Schema = 1;

    public static void Write(LeadProfile profile, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema"u8, Schema);
        writer.WriteStartObject("attributes"u8);
        foreach (var entry in profile.Attributes)
        {
            writer.WriteStartObject(entry.Name);
            writer.WritePropertyName("value"u8);
            WriteValue(entry.Value, writer);
            writer.WriteString("at"u8, entry.OccurredAt);
            writer.WriteString("source"u8, entry.Source);
            writer.WriteString("id"u8, entry.EventId);
            writer.WriteNumber("bytes"u8, entry.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (!profile.LeftOut.IsEmpty)
        {
            writer.WriteStartArray("leftOut"u8);
            foreach (var name in profile.LeftOut)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (profile.CutFrom is { } cutFrom)
            writer.WriteString("cutFrom"u8, cutFrom);
        writer.WriteEndObject();
    }

    public static (ImmutableArray<ProfileEntry> Attributes, ImmutableArray<string> LeftOut, string? CutFrom) Read(JsonElement element)
    {
        try
        {
            var schema = element.GetProperty("schema"u8).GetInt32();
            if (schema != Schema)
                throw new JsonException($"A profile of schema {schema} cannot be read: this version reads schema {Schema}. Run the version that wrote it, or a newer one.");
            ImmutableArray<ProfileEntry> attributes =
            [
                .. element.GetProperty("attributes"u8).EnumerateObject().Select(ReadEntry).OrderBy(entry => entry.Name, StringComparer.Ordinal),
            ];
            return (
                attributes,
                element.TryGetProperty("leftOut"u8, out var names) ? [.. names.EnumerateArray().Select(Text)] : [],
                element.TryGetProperty("cutFrom"u8, out var name) ? Text(name) : null);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"A stored profile does not have the expected form: {e.Message}", e);
        }
    }

    private static ProfileEntry ReadEntry(JsonProperty property) => new(
        property.Name,
        ReadValue(property.Value.GetProperty("value"u8)),
        property.Value.GetProperty("at"u8).GetDateTimeOffset().ToUniversalTime(),
        Text(property.Value.GetProperty("source"u8)),
        Text(property.Value.GetProperty("id"u8)),
        property.Value.GetProperty("bytes"u8).GetInt32());

    private static FieldValue ReadValue(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? new FieldValue([.. value.EnumerateArray().Select(Text)])
        : new FieldValue(Text(value));

    private static string Text(JsonElement element) => element.GetString() ?? throw new JsonException("A text of a stored profile is null.");

    private static void WriteValue(FieldValue value, Utf8JsonWriter writer)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in value.Items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
