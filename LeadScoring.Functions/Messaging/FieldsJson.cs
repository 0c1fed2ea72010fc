using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messaging;

/// <summary>Named values as JSON: an object, each member a text, a list of texts or null.</summary>
/// <param name="Values">The values.</param>
[JsonConverter(typeof(FieldsConverter))]
internal sealed record FieldsJson(Fields Values)
{
    /// <summary>The values; null where there are none.</summary>
    public static FieldsJson? UnlessEmpty(Fields values) => values.Count == 0 ? null : new FieldsJson(values);
}

/// <summary>Reads and writes <see cref="FieldsJson"/>.</summary>
internal sealed class FieldsConverter : JsonConverter<FieldsJson>
{
    public override FieldsJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw new JsonException("Fields are an object.");
        var pairs = new List<KeyValuePair<string, FieldValue>>();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            // The names of the vocabulary are literals of the code: one instance of each, for all stored events in memory.
            pairs.Add(KeyValuePair.Create(string.IsInterned(name) ?? name, Value(ref reader)));
        }

        return new FieldsJson(new Fields(pairs));
    }

    public override void Write(Utf8JsonWriter writer, FieldsJson value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, field) in value.Values)
        {
            writer.WritePropertyName(name);
            if (field.IsList)
                WriteList(writer, field.Items);
            else
                writer.WriteStringValue(field.Text);
        }

        writer.WriteEndObject();
    }

    private static FieldValue Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new FieldValue(reader.GetString()!);
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<string>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                    items.Add(reader.TokenType is JsonTokenType.String ? reader.GetString()! : throw new JsonException("A list of a field holds texts."));
                return new FieldValue(items.ToImmutable());
            default:
                throw new JsonException("A field is a text, a list of texts or null.");
        }
    }

    private static void WriteList(Utf8JsonWriter writer, ReadOnlySpan<string> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
