using System.IO.Pipelines;
using System.Text.Json;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.People;

/// <summary>
/// Writes everything held on a person as one JSON object: the lead as the API shows it, its other names, every event, decision and day's figures as
/// stored, what was refused and kept, and the same of each lead that was merged into it. Rows that cannot be read are named. Memory does not grow with the log.
/// </summary>
public sealed class LeadExport(LeadStore leads, RejectedStore rejected, MessageStore messages)
{
    private const int FlushBytes = 64 * 1024;

    /// <summary>Writes the lead's, and those of the leads merged into it.</summary>
    public async Task Write(PipeWriter pipe, LeadRead read, CancellationToken cancellation)
    {
        using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Indented = true });
        await Write(pipe, json, read, [], cancellation);
        json.Flush();
        await pipe.FlushAsync(cancellation);
    }

    private async Task Write(PipeWriter pipe, Utf8JsonWriter json, LeadRead read, HashSet<string> written, CancellationToken cancellation)
    {
        written.Add(read.LeadId);
        json.WriteStartObject();
        json.WritePropertyName("lead");
        JsonSerializer.Serialize(json, read.State is { } state ? LeadItems.Of(read, state, []) : LeadItems.Waiting(read), LeadsJson.Default.LeadItem);
        var unreadable = new List<BrokenRow>(read.Broken);
        json.WriteStartArray("names");
        foreach (var name in LeadNames.Of(read))
            json.WriteStringValue(name);
        json.WriteEndArray();

        json.WriteStartArray("events");
        foreach (var waiting in read.Pending)
            StoredEventJson.Show(json, waiting.Captured);
        await foreach (var page in leads.ReadRows(read.LeadId, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
        {
            foreach (var logged in ReadableRows.Of(page, LeadRows.ReadEvent, unreadable))
                StoredEventJson.Show(json, logged.Captured);
            await Flush(pipe, json, cancellation);
        }

        json.WriteEndArray();
        await WriteDecisions(pipe, json, read.LeadId, unreadable, cancellation);
        await WriteHistory(pipe, json, read.LeadId, unreadable, cancellation);
        await WriteRejected(pipe, json, read, cancellation);
        await WriteMessages(pipe, json, read.LeadId, cancellation);
        WriteUnreadable(json, unreadable);
        await WriteMerged(pipe, json, read.State, written, cancellation);
        json.WriteEndObject();
    }

    private async Task WriteDecisions(PipeWriter pipe, Utf8JsonWriter json, string leadId, List<BrokenRow> unreadable, CancellationToken cancellation)
    {
        json.WriteStartArray("decisions");
        await foreach (var page in leads.ReadRows(leadId, RowKeys.FactPrefix, RowKeys.After(RowKeys.FactPrefix), cancellation))
        {
            foreach (var fact in ReadableRows.Of(page, LeadRows.ReadFact, unreadable))
            {
                json.WriteStartObject();
                json.WriteString("type", fact.Decision.Type);
                json.WriteString("model", fact.Model);
                json.WriteNumber("version", fact.Version);
                json.WriteString("at", TimeText.Of(fact.At));
                json.WritePropertyName("decision");
                StoredUnions.Show(json, fact.Decision);
                json.WriteEndObject();
            }

            await Flush(pipe, json, cancellation);
        }

        json.WriteEndArray();
    }

    private async Task WriteHistory(PipeWriter pipe, Utf8JsonWriter json, string leadId, List<BrokenRow> unreadable, CancellationToken cancellation)
    {
        json.WriteStartArray("scores");
        await foreach (var page in leads.ReadRows(leadId, RowKeys.HistoryPrefix, RowKeys.After(RowKeys.HistoryPrefix), cancellation))
        {
            foreach (var (day, zone, figures) in ReadableRows.Of(page, DayOf, unreadable))
            {
                json.WriteStartObject();
                json.WriteString("day", day.ToString());
                if (ZoneNames.OtherThanUtc(zone) is { } name)
                    json.WriteString("timeZone", name);
                json.WritePropertyName("models");
                json.WriteRawValue(figures);
                json.WriteEndObject();
            }

            await Flush(pipe, json, cancellation);
        }

        json.WriteEndArray();
    }

    private async Task WriteRejected(PipeWriter pipe, Utf8JsonWriter json, LeadRead read, CancellationToken cancellation)
    {
        json.WriteStartArray("rejected");
        await foreach (var kept in rejected.Of(read.LeadId, LeadNames.Of(read), cancellation))
        {
            json.WriteStartObject();
            json.WriteString("id", kept.Id.ToString());
            json.WriteString("source", kept.Source);
            json.WriteString("at", TimeText.Of(kept.At));
            json.WriteString("text", System.Text.Encoding.UTF8.GetString(kept.Text));
            json.WriteEndObject();
            await Flush(pipe, json, cancellation);
        }

        json.WriteEndArray();
    }

    private async Task WriteMessages(PipeWriter pipe, Utf8JsonWriter json, string leadId, CancellationToken cancellation)
    {
        json.WriteStartArray("messages");
        await foreach (var kept in messages.OfLead(leadId, null, static _ => true, cancellation))
        {
            json.WriteRawValue(kept.Message.Json.Span);
            await Flush(pipe, json, cancellation);
        }

        json.WriteEndArray();
    }

    private static void WriteUnreadable(Utf8JsonWriter json, List<BrokenRow> unreadable)
    {
        json.WriteStartArray("unreadable");
        foreach (var row in unreadable)
        {
            json.WriteStartObject();
            json.WriteString("row", row.RowKey);
            json.WriteString("reason", row.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task WriteMerged(PipeWriter pipe, Utf8JsonWriter json, LeadState? state, HashSet<string> written, CancellationToken cancellation)
    {
        json.WriteStartArray("merged");
        foreach (var (other, note) in (state ?? new LeadState()).Merged)
        {
            if (!note.HasLeft && !written.Contains(other) && await leads.ReadReadable(other, cancellation) is var merged && (!merged.IsUnknown || merged.IsStateBroken))
                await Write(pipe, json, merged, written, cancellation);
        }

        json.WriteEndArray();
    }

    private static (Day Day, DayZone Zone, byte[] Figures) DayOf(TableEntity row)
    {
        try
        {
            var figures = row.GetBytes("d") ?? throw new CorruptStateException(row.PartitionKey, row.RowKey, "it contains no data");
            JsonDocument.Parse(figures).Dispose();
            var (day, zone) = HistoryRow.DayOf(row);
            return (day, zone, figures);
        }
        catch (JsonException broken)
        {
            throw new CorruptStateException(row.PartitionKey, row.RowKey, broken.Message, broken);
        }
    }

    private static async Task Flush(PipeWriter pipe, Utf8JsonWriter json, CancellationToken cancellation)
    {
        // What the serializer wrote is with the pipe already.
        json.Flush();
        if (pipe.UnflushedBytes > FlushBytes)
            await pipe.FlushAsync(cancellation);
    }
}
