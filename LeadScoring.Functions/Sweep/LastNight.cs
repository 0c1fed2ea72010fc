using System.Collections.Concurrent;

using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sweep;

/// <summary>When the newest night was started, and whether it is over: its messages may be lost while its start is not.</summary>
public sealed class LastNight(ITables tables, ModelCatalog models, TimeProvider clock)
{
    /// <summary>A night that was not started for so long was missed.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromHours(26);

    /// <summary>How long a night may take before anybody looks for lost buckets.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>A night that takes longer is late.</summary>
    internal static readonly TimeSpan Late = TimeSpan.FromHours(4);

    /// <summary>A bucket that is lost so often needs a person.</summary>
    internal const int MostAsks = 3;

    private const int ReadsAtOnce = 16;

    /// <summary>The newest night; null before the first one.</summary>
    public async Task<NightMark?> Find(CancellationToken cancellation) =>
        await tables.Due.Find(DueRows.Watermarks, DueRows.NightMark, cancellation) is { } row && row.GetDateTimeOffset("at") is { } at
            ? new NightMark(at, row.GetDateTimeOffset("done"), row.GetInt32("waiting"), row.GetInt32("asks") ?? 0, row.ETag)
            : null;

    /// <summary>A night was started.</summary>
    internal async Task Begin(DateTimeOffset at, CancellationToken cancellation) =>
        await tables.Due.Upsert(Row(at, (await Find(cancellation))?.Done), cancellation);

    /// <summary>Notes what a look found; without effect when another night was started meanwhile.</summary>
    internal Task Note(NightMark mark, CancellationToken cancellation)
    {
        var row = Row(mark.At, mark.Waiting == 0 ? mark.At : mark.Done);
        row["waiting"] = mark.Waiting;
        row["asks"] = mark.Asks;
        return tables.Due.Replace(row, mark.Tag, cancellation);
    }

    /// <summary>The buckets that have leads of that night, or of an earlier one, to visit.</summary>
    internal async Task<IReadOnlyList<int>> WaitingBuckets(NightMark mark, CancellationToken cancellation)
    {
        var until = DueRows.AfterNights(mark.At);
        var waiting = new ConcurrentBag<int>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, LeadIds.Buckets, options, async (bucket, token) =>
        {
            var first = tables.Due.Rows(KeyRange.Rows(DueRows.Partition(bucket), to: until), token, pageRows: 1);
            if (await first.AnyAsync(token))
                waiting.Add(bucket);
        });
        return [.. waiting.Order()];
    }

    /// <summary>
    /// Since when no night was complete: before the first one, since a model was first published. Null when there is none either. A night that has started counts
    /// as complete until it is late.
    /// </summary>
    /// <param name="mark">What <see cref="Find"/> said.</param>
    public async Task<DateTimeOffset?> NoneSince(NightMark? mark, CancellationToken cancellation) => mark is null
        // Before the first night nothing tells when the app was set up, but its models do.
        ? await FirstPublish(cancellation)
        : IsLate(mark) ? mark.Done ?? mark.At - TimeSpan.FromDays(1) : mark.At;

    /// <summary>Whether due leads still wait although the night began hours ago.</summary>
    internal bool IsLate(NightMark mark) => mark is { IsDone: false, Waiting: > 0 } && clock.GetUtcNow() - mark.At > Late;

    private static TableEntity Row(DateTimeOffset at, DateTimeOffset? done)
    {
        var row = new TableEntity(DueRows.Watermarks, DueRows.NightMark) { ["at"] = at };
        if (done is not null)
            row["done"] = done;
        return row;
    }

    private async Task<DateTimeOffset?> FirstPublish(CancellationToken cancellation)
    {
        var active = await models.Active(cancellation);
        var first = await Task.WhenAll(active.Select(model => tables.Models.Find(model.Id, ModelRows.Version(1), cancellation)));
        return first.Min(static row => row?.GetDateTimeOffset("at"));
    }
}
