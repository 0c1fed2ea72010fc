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
        await Parallel.ForAsync(
            0,
            rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation },
            async (i, token) => found[i] = await Visit(rows[i], scope, token));
        return found;
    }

    private async Task<BoardLead?> Visit(TableEntity row, BoardScope scope, CancellationToken cancellation)
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
            if (places.Where(place => scope.Partitions.Contains(place.Partition)).Min(BoardPosition.Order) != new BoardPosition(row.RowKey, row.PartitionKey))
                return null;
            return new BoardLead(read!, await figures.ComputeFor(read!, scope.Models, cancellation));
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
