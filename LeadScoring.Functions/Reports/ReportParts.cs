using System.Collections.Immutable;
using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Reports;

/// <summary>
/// The parts of a report: one row per bucket and slot in the report's partition. Computations take turns on two slots, so that the last whole result
/// can be read while the next one is made, and each replaces the one before the last.
/// </summary>
/// <remarks>
/// A part lists leads, by their ids: those that failed the audit, or change tonight. They are all of the part's bucket, and a bucket's parts have the same two row keys in every report: to
/// forget a lead is to read <see cref="RowsOf"/> its bucket over all partitions of reports and to drop its lines there; totals stay.
/// </remarks>
public sealed class ReportParts(ITables tables)
{
    private const int Slots = 2;
    private const string Data = "d";

    /// <summary>The row keys of a bucket's parts.</summary>
    internal static IEnumerable<string> RowsOf(int bucket) => Enumerable.Range(0, Slots).Select(slot => RowKey(slot, bucket));

    /// <summary>A bucket's part of a computation; an empty one when it has not begun.</summary>
    public async Task<ReportPart> Find(ReportRun run, int bucket, CancellationToken cancellation)
    {
        var row = await tables.Reports.Find(ReportRuns.Partition(run.Id), RowKey(run.Number, bucket), cancellation);
        return row is not null && Read(row) is { } part && part.Run == run.Number ? part : ReportPart.Begin(bucket, run.Number, row?.ETag ?? default);
    }

    /// <summary>The parts of a computation that have begun, in the order of their buckets.</summary>
    public async Task<ImmutableArray<ReportPart>> All(string id, int run, CancellationToken cancellation)
    {
        var parts = ImmutableArray.CreateBuilder<ReportPart>();
        var range = KeyRange.Rows(ReportRuns.Partition(id), Prefix(run), RowKeys.After(Prefix(run)));
        await foreach (var row in tables.Reports.Rows(range, cancellation))
        {
            if (Read(row) is var part && part.Run == run)
                parts.Add(part);
        }

        return parts.ToImmutable();
    }

    /// <summary>Saves a part over the row that it was read from; null when somebody else has written there since.</summary>
    public async Task<ReportPart?> Save(ReportRun run, ReportPart part, CancellationToken cancellation)
    {
        var row = new TableEntity(ReportRuns.Partition(run.Id), RowKey(run.Number, part.Bucket))
        {
            ["bucket"] = part.Bucket,
            ["run"] = part.Run,
            ["leads"] = part.Leads,
            ["done"] = part.IsDone,
            ["at"] = part.At,
        };
        if (part.Place is not null)
            row["place"] = part.Place;
        row.SetBytes(Data, part.Figures);

        // A batch of one, because it answers with the new tag.
        TableTransactionAction action = part.Tag == default ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, part.Tag);
        var outcome = await tables.Reports.Submit([action], cancellation);
        return outcome.Committed ? part with { Tag = outcome.FirstTag } : null;
    }

    private static ReportPart Read(TableEntity row) => new(
        row.GetInt32("bucket") ?? 0,
        row.GetInt32("run") ?? 0,
        row.GetString("place"),
        row.GetInt32("leads") ?? 0,
        row.GetBoolean("done") ?? false,
        row.GetDateTimeOffset("at") ?? default,
        row.GetBytes(Data),
        row.ETag);

    private static string RowKey(int run, int bucket) => Prefix(run) + bucket.ToString("D3", CultureInfo.InvariantCulture);

    private static string Prefix(int run) => string.Create(CultureInfo.InvariantCulture, $"part{run % Slots}:");
}
