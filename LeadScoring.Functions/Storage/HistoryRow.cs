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
                if (snapshot.Grade is { } grade)
                    json.WriteString("grade", grade);
                if (snapshot.Progress is { } progress)
                    json.WriteNumber("progress", progress);
                json.WriteString("route", snapshot.Route);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        var row = new TableEntity(leadId, RowKeys.History(figures.Day, figures.Zone));
        row.SetBytes("d", buffer.WrittenSpan);
        return row;
    }

    /// <summary>The day of a row, and the zone in which it is one.</summary>
    /// <exception cref="CorruptStateException">Its key does not say.</exception>
    public static (Day Day, DayZone Zone) DayOf(TableEntity row)
    {
        var key = row.RowKey[RowKeys.HistoryPrefix.Length..];
        var end = key.IndexOf(':', StringComparison.Ordinal);
        if (!Day.TryParse(end < 0 ? key : key[..end], out var day))
            throw new CorruptStateException(row.PartitionKey, row.RowKey, "its key is not a day");
        return end < 0
            ? (day, DayZone.Utc)
            : (day, DayZone.Find(key[(end + 1)..].Replace(':', '/')) ?? throw new CorruptStateException(row.PartitionKey, row.RowKey, "its key does not name a time zone"));
    }

    public static HistoryEntry Read(TableEntity row)
    {
        using var document = JsonDocument.Parse(row.GetBytes("d")!);
        var (day, zone) = DayOf(row);
        return new HistoryEntry(day, zone,
        [
            .. document.RootElement.EnumerateObject().Select(model => new HistoryFigures(
                model.Name,
                model.Value.GetProperty("score").GetInt32(),
                model.Value.TryGetProperty("grade", out var grade) ? grade.GetString() : null,
                model.Value.GetProperty("route").GetString()!)
            {
                Progress = model.Value.TryGetProperty("progress", out var progress) ? progress.GetInt32() : null,
            }),
        ]);
    }
}

/// <summary>A day on which figures changed.</summary>
/// <param name="Day">The day.</param>
/// <param name="Zone">In which it is one.</param>
/// <param name="Models">Figures under the models of the zone.</param>
public sealed record HistoryEntry(Day Day, DayZone Zone, ImmutableArray<HistoryFigures> Models);

/// <summary>Figures under one model at the end of that day.</summary>
/// <param name="Grade">Null in a model whose points add up.</param>
public sealed record HistoryFigures(string Model, int Score, string? Grade, string Route)
{
    /// <summary>How much of the target was reached, 0-100; null in a model with grades.</summary>
    public int? Progress { get; init; }
}
