using System.Buffers;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Import;

/// <summary>Writes a row as the event that a program would post, so that every limit and rule of capture holds for it. Empty cells say nothing, but in columns that were named for it.</summary>
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
        var fields = row.Shape!.FieldsOf(row.Cells);
        var plain = new string?[row.Cells.Count];
        for (var place = 0; place < plain.Length; place++)
            plain[place] = fields[place] is { } field && row.Cells[place].Text is { Length: > 0 } text ? PlainForm(field, text, options) : null;

        json.WriteString("source", options.Source);
        if (!WritePart("", static field => field == ImportField.EventType))
            json.WriteString("type", options.Type ?? EventTypes.ProfileUpdated);
        WritePart("", static field => field != ImportField.EventType);
        foreach (var part in ImportField.Parts)
        {
            json.WriteStartObject(part);
            WritePart(part, static _ => true);
            if (part == ImportField.Parts[^1])
                WriteSent();
            json.WriteEndObject();
        }

        ClearedColumns.Write(json, row);

        bool WritePart(string part, Func<ImportField, bool> isMeant)
        {
            var written = false;
            for (var place = 0; place < row.Cells.Count; place++)
            {
                if (fields[place] is not { } field || field.Part != part || !isMeant(field) || row.Cells[place].IsEmpty)
                    continue;
                json.WritePropertyName(field.Name);
                if (plain[place] is { } text)
                    json.WriteStringValue(text);
                else
                    row.Cells[place].Write(json);
                written = true;
            }

            return written;
        }

        // What was sent stays beside what was made of it.
        void WriteSent()
        {
            for (var place = 0; place < plain.Length; place++)
            {
                if (plain[place] is not null)
                    json.WriteString(fields[place]!.Sent.Name, row.Cells[place].Text);
            }
        }
    }

    // By the options of the file alone: what models ask for must not decide what is stored, or the same file would be another one tomorrow. The time of an event has to be
    // in the form of ISO 8601, so it is written in that form wherever it has one meaning.
    private static string? PlainForm(ImportField field, string text, ImportOptions options) =>
        field == ImportField.OccurredAt ? Domain.Values.PlainForm.Instant(text, options.Dates)
        : field.MayBeNumberOrDate ? Domain.Values.PlainForm.Number(text, options.Numbers) ?? Domain.Values.PlainForm.Date(text, options.Dates)
        : null;
}
