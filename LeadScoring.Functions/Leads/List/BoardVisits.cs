using System.Collections.Immutable;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.List;

/// <summary>Reads the leads behind rows of the Board and evaluates them as of today.</summary>
public sealed class BoardVisits(ITables tables, LeadStore leads, CurrentScores figures, TimeProvider clock)
{
    /// <summary>This many leads are read at the same time.</summary>
    internal const int LeadsAtOnce = 16;

    /// <summary>A row that no state names is one whose batch was never committed, or is about to be.</summary>
    private static readonly TimeSpan LeftOver = TimeSpan.FromHours(1);

    /// <summary>The leads of some rows, in their order; null for a row that stands for no lead of the scope.</summary>
    internal async Task<BoardLead?[]> Of(List<TableEntity> rows, BoardScope scope, CancellationToken cancellation)
    {
        var found = new BoardLead?[rows.Count];
        await Each(rows.Count, async (i, token) => found[i] = await Visit(rows[i], scope, atBestPlace: true, token), cancellation);
        return found;
    }

    /// <summary>The leads that some rows stand for, whether or not a better place of theirs is among the scope's.</summary>
    internal async Task<IReadOnlyList<BoardLead>> Standing(List<TableEntity> rows, BoardScope scope, CancellationToken cancellation)
    {
        var found = new BoardLead?[rows.Count];
        await Each(rows.Count, async (i, token) => found[i] = await Visit(rows[i], scope, atBestPlace: false, token), cancellation);
        return [.. found.OfType<BoardLead>()];
    }

    /// <summary>Leads by their ids; without those that are gone, were merged or cannot be read.</summary>
    internal async Task<IReadOnlyList<BoardLead>> Of(string[] leadIds, BoardScope scope, CancellationToken cancellation)
    {
        var found = new BoardLead?[leadIds.Length];
        await Each(leadIds.Length, async (i, token) => found[i] = await Visit(leadIds[i], scope, token), cancellation);
        return [.. found.OfType<BoardLead>()];
    }

    private static Task Each(int count, Func<int, CancellationToken, Task> visit, CancellationToken cancellation) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation }, async (i, token) => await visit(i, token));

    private async Task<BoardLead?> Visit(string leadId, BoardScope scope, CancellationToken cancellation)
    {
        try
        {
            return await leads.Find(leadId, cancellation) is { State: { MergedInto: null, ErasedAt: null } } read
                ? new BoardLead(read, await figures.ComputeFor(read, scope.Models, scope.DaysBefore, cancellation))
                : null;
        }
        catch (CorruptStateException)
        {
            // As below.
            return null;
        }
    }

    private async Task<BoardLead?> Visit(TableEntity row, BoardScope scope, bool atBestPlace, CancellationToken cancellation)
    {
        var leadId = BoardRows.LeadOf(row.RowKey);
        try
        {
            var read = await leads.Find(leadId, cancellation);
            var places = Places(leadId, read?.State);
            if (!places.Contains(new BoardPosition(row.RowKey, row.PartitionKey)))
            {
                // With its tag: a row that was filed again meanwhile stays.
                if (clock.GetUtcNow() - row.Timestamp > LeftOver)
                    await tables.Board.Delete(row.PartitionKey, row.RowKey, row.ETag, cancellation);
                return null;
            }

            // Over several models a lead is listed once, at the best of its places.
            if (atBestPlace && places.Where(place => scope.Partitions.Contains(place.Partition)).Min(BoardPosition.Order) != new BoardPosition(row.RowKey, row.PartitionKey))
                return null;
            return new BoardLead(read!, await figures.ComputeFor(read!, scope.Models, scope.DaysBefore, cancellation));
        }
        catch (CorruptStateException)
        {
            // One broken lead must not hide the others; it is parked, and health shows it.
            return null;
        }
    }

    private static ImmutableArray<BoardPosition> Places(string leadId, LeadState? state) => state is null
        ? []
        : [.. state.Board.Select(place => new BoardPosition(BoardRows.Row(place.Value.Score, leadId), BoardRows.Partition(place.Key, place.Value.Route)))];
}

/// <summary>A lead that a row of the Board stands for, with its figures of today.</summary>
internal sealed record BoardLead(LeadRead Read, ImmutableArray<CurrentScore> Figures);
