using System.Buffers;
using System.Text.Json;
using Azure.Data.Tables;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Turns a lead's rows into what they mean, and back.</summary>
internal static class LeadRows
{
    private const string Data = "d";
    private const string Profile = "p";
    private const string Work = "work";

    /// <summary>A model's row may hold so much (ARCHITECTURE.md#storage).</summary>
    public const int ModelRowBytes = 900 * 1024;

    public static TableEntity State(string leadId, LeadState state)
    {
        var row = new TableEntity(leadId, RowKeys.Lead);
        row.SetBytes(Data, JsonSerializer.SerializeToUtf8Bytes(state with { Schema = state.LeastSchema }, StorageJson.Default.LeadState));
        row.SetBytes(Profile, WriteProfile(state.Profile));
        return row;
    }

    public static LeadState ReadState(TableEntity row) => ReadOrThrow(row, bytes =>
    {
        // Before the members: those of a newer schema may mean something else.
        StoredSchema.Check(bytes);
        var state = JsonSerializer.Deserialize(bytes, StorageJson.Default.LeadState);
        return state is { Schema: >= 1 }
            ? state with { Profile = ReadProfile(row.GetBytes(Profile) ?? throw new JsonException("it contains no profile")) }
            : throw new JsonException($"its schema {state?.Schema} is invalid");
    });

    public static TableEntity Model(string leadId, string modelId, ModelState model)
    {
        var row = new TableEntity(leadId, RowKeys.Model(modelId)) { ["version"] = model.Version, ["revision"] = model.Revision };
        if (model.Signals is not null)
            row.SetBytes("s", model.Signals);
        if (model.Snapshot is not null)
            row.SetBytes(Data, JsonSerializer.SerializeToUtf8Bytes(model.Snapshot, StorageJson.Default.ScoreSnapshot));
        if (model.Building is { } building)
        {
            row["bVersion"] = building.Version;
            row["bRevision"] = building.Revision;
            row["bUpTo"] = building.UpTo;
            if (building.Place is not null)
                row["bPlace"] = building.Place;
            if (building.Folded is not null)
                row.SetBytes("bf", building.Folded);
            if (building.Newer is not null)
                row.SetBytes("bn", building.Newer);
        }

        var size = (model.Signals?.Length ?? 0) + (model.Building?.Folded?.Length ?? 0) + (model.Building?.Newer?.Length ?? 0);
        return size <= ModelRowBytes
            ? row
            : throw new LeadTooLargeException(leadId, $"its signals under model '{modelId}' take {size} bytes; at most {ModelRowBytes} fit");
    }

    public static ModelState ReadModel(TableEntity row)
    {
        var snapshot = row.GetBytes(Data) is null ? null : ReadOrThrow(row, bytes => JsonSerializer.Deserialize(bytes, StorageJson.Default.ScoreSnapshot));
        var building = row.GetInt32("bVersion") is { } version
            ? new Building(version, row.GetInt32("bRevision") ?? 0, row.GetInt64("bUpTo") ?? 0, row.GetString("bPlace"), row.GetBytes("bf"), row.GetBytes("bn"))
            : null;
        return new ModelState(row.GetInt32("version") ?? 0, row.GetBytes("s"), snapshot, building, row.GetInt32("revision") ?? 0);
    }

    public static TableEntity Pending(string leadId, StoredEvent captured)
    {
        var row = new TableEntity(leadId, RowKeys.Pending(captured.Key)) { ["hash"] = captured.Hash };
        row.SetBytes(Data, StoredEventJson.Write(captured));
        return row;
    }

    /// <summary>Says that an event was received, with the hash of its content.</summary>
    public static TableEntity Received(string leadId, StoredEvent captured) => new(leadId, RowKeys.Received(captured.Key)) { ["hash"] = captured.Hash };

    public static PendingEvent ReadPending(TableEntity row) =>
        new(row.RowKey[RowKeys.PendingPrefix.Length..], ReadOrThrow(row, bytes => StoredEventJson.Read(bytes)));

    public static TableEntity Event(string leadId, StoredEvent captured, long seq)
    {
        var row = new TableEntity(leadId, RowKeys.Event(captured.Key)) { ["hash"] = captured.Hash, ["seq"] = seq };
        row.SetBytes(Data, StoredEventJson.Write(captured));
        return row;
    }

    /// <summary>The hash of the content of an event that waits or was scored.</summary>
    public static string? HashOf(TableEntity row) => row.GetString("hash");

    public static LoggedEvent ReadEvent(TableEntity row) =>
        new(row.GetInt64("seq") ?? 0, row.RowKey, ReadOrThrow(row, bytes => StoredEventJson.Read(bytes)));

    public static TableEntity At(string leadId, StoredEvent captured) =>
        new(leadId, RowKeys.At(captured.Event.OccurredAt, captured.Key));

    public static TableEntity Outbox(string leadId, OutboxRow waiting)
    {
        var row = new TableEntity(leadId, waiting.RowKey);
        if (waiting.RetryAt is { } retryAt)
            row["retryAt"] = retryAt;
        // A message is stored as it will be sent, without a mark: so it was before there was other work.
        if (waiting.Work is not null)
            row[Work] = true;
        row.SetBytes(Data, waiting.Work is { } work
            ? StoredUnions.Write(work)
            : JsonSerializer.SerializeToUtf8Bytes(waiting.Message!, StorageJson.Default.TopicMessage));
        return row;
    }

    public static OutboxRow ReadOutbox(TableEntity row)
    {
        var isWork = row.GetBoolean(Work) == true;
        return new OutboxRow(
            row.RowKey,
            isWork ? null : ReadOrThrow(row, static bytes => JsonSerializer.Deserialize(bytes, StorageJson.Default.TopicMessage)!),
            isWork ? ReadOrThrow(row, StoredUnions.ReadWork) : null,
            row.GetDateTimeOffset("retryAt"));
    }

    public static TableEntity Fact(string leadId, int number, Fact fact)
    {
        var row = new TableEntity(leadId, RowKeys.Fact(number))
        {
            ["type"] = fact.Decision.Type,
            ["model"] = fact.Model,
            ["version"] = fact.Version,
            ["at"] = fact.At,
            ["seq"] = fact.Seq,
        };
        if (fact.AsOf is { } asOf)
            row["asOf"] = asOf.ToString();
        row.SetBytes(Data, StoredUnions.Write(fact.Decision));
        return row;
    }

    public static Fact ReadFact(TableEntity row) => new(
        row.GetString("model") ?? Domain.Leads.Fact.NoModel,
        row.GetInt32("version") ?? 0,
        row.GetDateTimeOffset("at") ?? default,
        ReadOrThrow(row, bytes => StoredUnions.ReadDecision(row.GetString("type"), bytes)),
        row.GetInt64("seq") ?? 0,
        Day.TryParse(row.GetString("asOf"), out var asOf) ? asOf : null);

    private static byte[] WriteProfile(LeadProfile profile)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            profile.Write(json);
        return buffer.WrittenSpan.ToArray();
    }

    private static LeadProfile ReadProfile(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return LeadProfile.Read(document.RootElement);
    }

    private static T ReadOrThrow<T>(TableEntity row, Func<byte[], T> read)
    {
        try
        {
            return read(row.GetBytes(Data) ?? throw new JsonException("it contains no data"));
        }
        catch (NewerFormatException newer)
        {
            throw new NewerStateException(row.PartitionKey, row.RowKey, newer.Message, newer);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new CorruptStateException(row.PartitionKey, row.RowKey, broken.Message, broken);
        }
    }
}

/// <summary>An event of the log.</summary>
/// <param name="Seq">Its number in the lead's log, from 1.</param>
/// <param name="RowKey">Its key.</param>
/// <param name="Captured">The event.</param>
public sealed record LoggedEvent(long Seq, string RowKey, StoredEvent Captured)
{
    public string EventKey => RowKey[RowKeys.EventPrefix.Length..];
}
