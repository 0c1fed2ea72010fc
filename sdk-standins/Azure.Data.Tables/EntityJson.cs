using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Entities in the table service's JSON: types that JSON does not have are named in <c>name@odata.type</c>.</summary>
internal static class EntityJson
{
    private const string Annotation = "@odata.type";

    public static void Write(Utf8JsonWriter writer, ITableEntity entity)
    {
        var properties = Of(entity).Properties;
        writer.WriteStartObject();
        foreach (var (name, value) in properties)
        {
            // The service sets these two; a null is what an absent property is.
            if (value is null || name is nameof(ITableEntity.Timestamp) or TableEntity.ETagName)
                continue;
            switch (value)
            {
                case string text: writer.WriteString(name, text); break;
                case bool flag: writer.WriteBoolean(name, flag); break;
                case int number: writer.WriteNumber(name, number); break;
                case long number: WriteTyped(writer, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
                case double number when double.IsFinite(number):
                    writer.WriteString(name + Annotation, "Edm.Double");
                    writer.WriteNumber(name, number);
                    break;
                case double number: throw new ArgumentException($"'{number}' cannot be written as valid JSON.");
                case byte[] bytes: WriteBytes(writer, name, bytes); break;
                case BinaryData data: WriteBytes(writer, name, data.ToMemory().Span); break;
                case DateTimeOffset time: WriteTyped(writer, name, "Edm.DateTime", Text(time.UtcDateTime)); break;
                case DateTime time: WriteTyped(writer, name, "Edm.DateTime", Text(time.ToUniversalTime())); break;
                case Guid id: WriteTyped(writer, name, "Edm.Guid", id.ToString()); break;
                default: throw new NotSupportedException($"Property '{name}' is of type {value.GetType()}, which this stand-in of Azure.Data.Tables does not write; use string, bool, int, long, double, byte[], BinaryData, DateTimeOffset, DateTime or Guid.");
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads an entity; the reader stands on its opening brace, and afterwards on the closing one.</summary>
    /// <param name="names">Property names seen before in this answer, so that a page allocates each once.</param>
    public static TableEntity Read(ref Utf8JsonReader reader, List<string> names)
    {
        var entity = new TableEntity();
        var properties = entity.Properties;
        string typedName = null, type = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader, names);
            reader.Read();
            if (name.EndsWith(Annotation, StringComparison.Ordinal))
            {
                (typedName, type) = (name[..^Annotation.Length], reader.GetString());
                // The annotation precedes its value in every answer seen; JSON does not promise it.
                if (properties.TryGetValue(typedName, out var early) && early is string text)
                    properties[typedName] = Convert(text, type);
            }
            else if (reader.TokenType is not JsonTokenType.Null && (name == TableEntity.ETagName || !name.StartsWith("odata.", StringComparison.Ordinal)))
            {
                properties[name] = Value(ref reader, name == nameof(ITableEntity.Timestamp) ? "Edm.DateTime" : name == typedName ? type : null);
            }
            else
            {
                reader.Skip();
            }
        }

        return entity;
    }

    /// <summary>The entity as the only kind that this stand-in knows.</summary>
    /// <exception cref="NotSupportedException">Another implementation of <see cref="ITableEntity"/>.</exception>
    public static TableEntity Of(ITableEntity entity) => entity as TableEntity ?? throw NotATableEntity(entity.GetType());

    public static void Check<T>()
    {
        if (typeof(T) != typeof(TableEntity) && typeof(T) != typeof(ITableEntity))
            throw NotATableEntity(typeof(T));
    }

    private static NotSupportedException NotATableEntity(Type type) =>
        new($"{type} is not supported by this stand-in of Azure.Data.Tables; use TableEntity, or a feed that has the Azure.Data.Tables package.");

    private static string NameOf(ref Utf8JsonReader reader, List<string> names)
    {
        foreach (var known in names)
        {
            if (reader.ValueTextEquals(known))
                return known;
        }

        var name = reader.GetString();
        if (names.Count < 32)
            names.Add(name);
        return name;
    }

    private static object Value(ref Utf8JsonReader reader, string type) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => type switch
        {
            "Edm.Double" => reader.GetDouble(),
            "Edm.Int64" => reader.GetInt64(),
            // Without an annotation, a whole number is an Int32 and one with a point a Double.
            _ => reader.TryGetInt32(out var number) ? number : (object)reader.GetDouble(),
        },
        JsonTokenType.String when type is "Edm.Binary" => reader.GetBytesFromBase64(),
        JsonTokenType.String when type is null or "Edm.String" => reader.GetString(),
        JsonTokenType.String => Convert(reader.GetString(), type),
        var other => throw new JsonException($"A property of an entity is a {other}."),
    };

    private static object Convert(string text, string type) => type switch
    {
        "Edm.Binary" => System.Convert.FromBase64String(text),
        "Edm.Int64" => long.Parse(text, CultureInfo.InvariantCulture),
        "Edm.Int32" => int.Parse(text, CultureInfo.InvariantCulture),
        "Edm.Double" => double.Parse(text, CultureInfo.InvariantCulture),
        "Edm.DateTime" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "Edm.Guid" => Guid.Parse(text),
        _ => text,
    };

    private static void WriteTyped(Utf8JsonWriter writer, string name, string type, string value)
    {
        writer.WriteString(name + Annotation, type);
        writer.WriteString(name, value);
    }

    private static void WriteBytes(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> bytes)
    {
        writer.WriteString(name + Annotation, "Edm.Binary");
        writer.WriteBase64String(name, bytes);
    }

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
