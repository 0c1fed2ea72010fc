using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

using Azure.Data.Tables;

namespace LeadScoring.Local.Backups;

/// <summary>
/// A row of a table as a line of JSON: <c>{"p":partition,"r":row,"v":{name:[type,value]}}</c>. The type is a letter, so that every value comes back as it was:
/// <c>s</c> text, <c>b</c> bytes in base64, <c>i</c> and <c>l</c> integers of 32 and 64 bits, <c>d</c> double, <c>t</c> time, <c>f</c> flag, <c>g</c> GUID.
/// </summary>
internal static class RowJson
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The storage sets these by itself.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "PartitionKey", "RowKey", "Timestamp", "odata.etag" };

    /// <summary>Writes a row and the end of its line.</summary>
    public static void Write(TableEntity row, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Written))
        {
            json.WriteStartObject();
            json.WriteString("p", row.PartitionKey);
            json.WriteString("r", row.RowKey);
            json.WriteStartObject("v");
            foreach (var (name, value) in row)
            {
                if (!Own.Contains(name) && value is not null)
                    Write(json, name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <exception cref="FormatException">It is not a row.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = new TableEntity(Text(json.RootElement.GetProperty("p")), Text(json.RootElement.GetProperty("r")));
            foreach (var column in json.RootElement.GetProperty("v").EnumerateObject())
                row[column.Name] = Value(column.Value[0].GetString(), column.Value[1]);
            return row;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException("This is not a row of a backup.", broken);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        json.WriteStartArray(name);
        switch (value)
        {
            case string text:
                json.WriteStringValue("s");
                json.WriteStringValue(text);
                break;
            case byte[] bytes:
                json.WriteStringValue("b");
                json.WriteBase64StringValue(bytes);
                break;
            case BinaryData data:
                json.WriteStringValue("b");
                json.WriteBase64StringValue(data);
                break;
            case int number:
                json.WriteStringValue("i");
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteStringValue("l");
                json.WriteNumberValue(number);
                break;
            case double number:
                // As text: JSON has no infinity.
                json.WriteStringValue("d");
                json.WriteStringValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                json.WriteStringValue("t");
                json.WriteStringValue(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                json.WriteStringValue("t");
                json.WriteStringValue(time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
                break;
            case bool flag:
                json.WriteStringValue("f");
                json.WriteBooleanValue(flag);
                break;
            case Guid id:
                json.WriteStringValue("g");
                json.WriteStringValue(id);
                break;
            default:
                throw new NotSupportedException($"A table cannot contain values of the type {value.GetType()}.");
        }

        json.WriteEndArray();
    }

    private static object Value(string? type, JsonElement value) => type switch
    {
        "s" => Text(value),
        "b" => value.GetBytesFromBase64(),
        "i" => value.GetInt32(),
        "l" => value.GetInt64(),
        "d" => double.Parse(Text(value), CultureInfo.InvariantCulture),
        "t" => DateTimeOffset.ParseExact(Text(value), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "f" => value.GetBoolean(),
        "g" => value.GetGuid(),
        _ => throw new FormatException($"This backup has a value of the type '{type}', which this version does not know."),
    };

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("A text is missing.");
}
