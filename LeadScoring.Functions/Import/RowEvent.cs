using System.Buffers;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Import;

/// <summary>Writes a row as the event that a program would post, so that every limit and rule of capture holds for it. Empty cells say nothing.</summary>
internal static class RowEvent
{
    public static ReadOnlyMemory<byte> Write(ImportRow row, ImportOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (row.Event is { } whole)
                WriteWhole(json, whole, options);
            else
                WriteCells(json, row, options);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteWhole(Utf8JsonWriter json, JsonElement whole, ImportOptions options)
    {
        if (!whole.TryGetProperty("source", out _))
            json.WriteString("source", options.Source);
        if (!whole.TryGetProperty("type", out _))
            json.WriteString("type", options.Type ?? EventTypes.ProfileUpdated);
        foreach (var member in whole.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            JsonText.WriteRaw(json, member.Value);
        }
    }

    private static void WriteCells(Utf8JsonWriter json, ImportRow row, ImportOptions options)
    {
        json.WriteString("source", options.Source);
        if (!WritePart(json, row, "", static field => field == ImportField.EventType))
            json.WriteString("type", options.Type ?? EventTypes.ProfileUpdated);
        WritePart(json, row, "", static field => field != ImportField.EventType);
        foreach (var part in ImportField.Parts)
        {
            json.WriteStartObject(part);
            WritePart(json, row, part, static _ => true);
            json.WriteEndObject();
        }
    }

    private static bool WritePart(Utf8JsonWriter json, ImportRow row, string part, Func<ImportField, bool> isMeant)
    {
        var written = false;
        for (var place = 0; place < row.Cells.Count; place++)
        {
            if (row.Shape!.Fields[place] is not { } field || field.Part != part || !isMeant(field) || row.Cells[place].IsEmpty)
                continue;
            json.WritePropertyName(field.Name);
            row.Cells[place].Write(json);
            written = true;
        }

        return written;
    }
}
