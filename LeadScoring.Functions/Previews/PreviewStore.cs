using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Previews;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Previews;

/// <summary>
/// Previews in the table Reports: a partition for each, with the row <c>run</c> that names what is tried, and a row for each bucket. They hold ids of leads, and nothing else of a person; an answer leaves out
/// who was erased since. No backup holds them.
/// </summary>
public sealed class PreviewStore(ITables tables, TimeProvider clock)
{
    private const string RunRow = "run";
    private const string PartPrefix = "part:";
    private const string Data = "d";

    /// <summary>Previews of a model that are older go when another one of it is started.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The newest computation; null when it was never asked for.</summary>
    public async Task<PreviewRun?> Find(string id, CancellationToken cancellation) =>
        await tables.Reports.Find(Partition(id), RunRow, cancellation) is { } row ? ReadRun(row) : null;

    /// <summary>Saves a computation over the row that it was read from; false when somebody else was faster.</summary>
    public Task<bool> Save(PreviewRun run, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(run.Id), RunRow)
        {
            ["model"] = run.Model,
            ["base"] = run.Base,
            ["buckets"] = run.Buckets,
            ["number"] = run.Number,
            ["startedAt"] = run.StartedAt,
            ["askedAt"] = run.AskedAt,
        };
        row.SetBytes(Data, Encoding.UTF8.GetBytes(run.Text));
        return run.Tag == default ? tables.Reports.Insert(row, cancellation) : tables.Reports.Replace(row, run.Tag, cancellation);
    }

    /// <summary>A bucket's part of a computation; an empty one when it has not begun.</summary>
    public async Task<PreviewPart> Part(PreviewRun run, int bucket, CancellationToken cancellation)
    {
        var row = await tables.Reports.Find(Partition(run.Id), PartRow(bucket), cancellation);
        return row is not null && ReadPart(row) is { } part && part.Run == run.Number ? part : new PreviewPart(bucket, run.Number, null, false, default, PreviewFigures.Empty, row?.ETag ?? default);
    }

    /// <summary>The parts of a computation that have begun.</summary>
    public async Task<ImmutableArray<PreviewPart>> Parts(PreviewRun run, CancellationToken cancellation)
    {
        var parts = ImmutableArray.CreateBuilder<PreviewPart>();
        await foreach (var row in tables.Reports.Rows(KeyRange.Rows(Partition(run.Id), PartPrefix, RowKeys.After(PartPrefix)), cancellation))
        {
            if (ReadPart(row) is var part && part.Run == run.Number)
                parts.Add(part);
        }

        return parts.ToImmutable();
    }

    /// <summary>Saves a part over the row that it was read from; null when somebody else has written there since.</summary>
    public async Task<PreviewPart?> Save(PreviewRun run, PreviewPart part, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(run.Id), PartRow(part.Bucket)) { ["bucket"] = part.Bucket, ["run"] = part.Run, ["done"] = part.IsDone, ["at"] = part.At };
        if (part.Place is not null)
            row["place"] = part.Place;
        row.SetBytes(Data, JsonSerializer.SerializeToUtf8Bytes(part.Figures, PreviewsJson.Default.PreviewFigures));

        // A batch of one, because it answers with the new tag.
        TableTransactionAction action = part.Tag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, part.Tag);
        var outcome = await tables.Reports.Submit([action], cancellation);
        return outcome.Committed ? part with { Tag = outcome.FirstTag } : null;
    }

    /// <summary>Deletes previews of a model that nobody needs any more.</summary>
    public async Task Expire(string model, CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - Kept;
        await foreach (var row in tables.Reports.Rows(KeyRange.Partitions(Partition(model + ":"), Partition(model + ";"), RunRow), cancellation))
        {
            if (row.GetDateTimeOffset("startedAt") is { } at && at > oldest)
                continue;
            // Its run last: what is left over by a crash is found again.
            await foreach (var part in tables.Reports.Rows(KeyRange.Rows(row.PartitionKey, PartPrefix, RowKeys.After(PartPrefix)), cancellation))
                await tables.Reports.Delete(part.PartitionKey, part.RowKey, ETag.All, cancellation);
            await tables.Reports.Delete(row.PartitionKey, row.RowKey, row.ETag, cancellation);
        }
    }

    // No lead's id has a colon, so that it is none of theirs.
    private static string Partition(string id) => "preview:" + id;

    private static string PartRow(int bucket) => PartPrefix + bucket.ToString("D3", CultureInfo.InvariantCulture);

    private static PreviewRun ReadRun(TableEntity row) => new(
        row.GetString("model") ?? "",
        Encoding.UTF8.GetString(row.GetBytes(Data) ?? []),
        row.GetInt32("base") ?? 0,
        row.GetInt32("buckets") ?? 0,
        row.GetInt32("number") ?? 0,
        row.GetDateTimeOffset("startedAt") ?? default,
        row.GetDateTimeOffset("askedAt") ?? default,
        row.ETag);

    private static PreviewPart ReadPart(TableEntity row) => new(
        row.GetInt32("bucket") ?? 0,
        row.GetInt32("run") ?? 0,
        row.GetString("place"),
        row.GetBoolean("done") ?? false,
        row.GetDateTimeOffset("at") ?? default,
        JsonSerializer.Deserialize(row.GetBytes(Data), PreviewsJson.Default.PreviewFigures) ?? PreviewFigures.Empty,
        row.ETag);
}
