using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>A lead's figures under every model at the end of a day on which some changed.</summary>
internal static class HistoryRow
{
    public static TableEntity Create(string leadId, DayFigures figures)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (model, snapshot) in figures.Models)
            {
                json.WriteStartObject(model);
                json.WriteNumber("score", snapshot.Score);
                json.WriteString("grade", snapshot.Grade);
                json.WriteString("route", snapshot.Route);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var row = new TableEntity(leadId, RowKeys.History(figures.Day));
        row.SetBytes("d", buffer.WrittenSpan);
        return row;
    }

    public static HistoryEntry Read(TableEntity row)
    {
        using var document = JsonDocument.Parse(row.GetBytes("d")!);
        if (!Day.TryParse(row.RowKey[RowKeys.HistoryPrefix.Length..], out var day))
            throw new CorruptStateException(row.PartitionKey, row.RowKey, "its key is not a day");
        return new HistoryEntry(day,
        [
            .. document.RootElement.EnumerateObject().Select(model => new HistoryFigures(
                model.Name,
                model.Value.GetProperty("score").GetInt32(),
                model.Value.GetProperty("grade").GetString()!,
                model.Value.GetProperty("route").GetString()!)),
        ]);
    }
}

/// <summary>A day on which figures changed.</summary>
public sealed record HistoryEntry(Day Day, ImmutableArray<HistoryFigures> Models);

/// <summary>Figures under one model at the end of that day.</summary>
public sealed record HistoryFigures(string Model, int Score, string Grade, string Route);
