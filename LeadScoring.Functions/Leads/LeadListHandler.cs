using System.Collections.Immutable;

using Azure.Data.Tables;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Leads;

/// <summary>
/// Answers <c>GET /api/v1/leads</c> from the Board, never from a scan of the leads: the Board gives the order, which is by the score at the last
/// visit; each lead of the page is read for its figures of today, by which the page is filtered and sorted.
/// </summary>
public sealed class LeadListHandler(
    ITables tables, LeadStore leads, ModelCatalog catalog, BoardModels board, LeadFigures figures, TimeProvider clock)
{
    private const int LeadsAtOnce = 16;

    /// <summary>A filter that few leads pass ends a page after so many leads, with a continuation.</summary>
    private const int MostReads = 1000;

    /// <summary>A row that no state names is one whose batch was never committed, or is about to be.</summary>
    private static readonly TimeSpan LeftOver = TimeSpan.FromHours(1);

    /// <summary>A page of leads.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        var models = await board.Active(cancellation);
        var (asked, problem) = LeadListQuery.Read(query, models);
        if (asked is null)
            return problem!.ToResult();

        var active = (await catalog.Active(cancellation)).RemoveAll(model => asked.Model is not null && model.Id != asked.Model);
        var partitions = models
            .Where(model => asked.Model is null || model.Id == asked.Model)
            .SelectMany(static model => model.Routes.Select(route => (model.Id, Route: route)))
            .Where(place => asked.Route is null || place.Route == asked.Route)
            .Select(static place => BoardRows.Partition(place.Id, place.Route))
            .ToImmutableHashSet(StringComparer.Ordinal);
        var (found, next) = await Page(asked, active, partitions, cancellation);
        return new JsonResult<LeadPage>(new LeadPage(Sorted(found, asked), next?.Token(asked.Question)), LeadsJson.Default.LeadPage);
    }

    private async Task<(List<Found> Leads, BoardPosition? Next)> Page(
        LeadListQuery asked, ImmutableArray<VersionedModel> active, ImmutableHashSet<string> partitions, CancellationToken cancellation)
    {
        var merge = new BoardMerge(tables.Board, Math.Max(asked.Limit, LeadsAtOnce));
        await merge.Open(partitions, asked.After, cancellation);
        var page = new List<Found>();
        BoardPosition? last = null;
        for (var read = 0; merge.HasNext && page.Count < asked.Limit && read < MostReads;)
        {
            // Scores of the Board may be off by the tolerance; below that nothing is to be found.
            if (BoardRows.ScoreOf(merge.NextPosition.Row) < asked.MinScore - BoardRows.Tolerance)
                return (page, null);

            // Where rows were left out, more than are missing are read at once; what is read beyond a full page is read again for the next.
            var rows = await merge.Take(Math.Max(asked.Limit - page.Count, read == 0 && !asked.Filters ? 1 : LeadsAtOnce), cancellation);
            read += rows.Count;
            var visited = await Visit(rows, asked, active, partitions, cancellation);
            for (var i = 0; i < rows.Count; i++)
            {
                if (visited[i] is { } lead)
                    page.Add(lead);
                last = new BoardPosition(rows[i].RowKey, rows[i].PartitionKey);
                if (page.Count == asked.Limit && i < rows.Count - 1)
                    return (page, last);
            }
        }

        return (page, merge.HasNext ? last : null);
    }

    private async Task<Found?[]> Visit(
        List<TableEntity> rows, LeadListQuery asked, ImmutableArray<VersionedModel> active, ImmutableHashSet<string> partitions, CancellationToken cancellation)
    {
        var found = new Found?[rows.Count];
        await Parallel.ForAsync(
            0,
            rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation },
            async (i, token) => found[i] = await Visit(rows[i], asked, active, partitions, token));
        return found;
    }

    private async Task<Found?> Visit(
        TableEntity row, LeadListQuery asked, ImmutableArray<VersionedModel> active, ImmutableHashSet<string> partitions, CancellationToken cancellation)
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
            if (places.Where(place => partitions.Contains(place.Partition)).Min(BoardPosition.Order) != new BoardPosition(row.RowKey, row.PartitionKey))
                return null;
            var all = await figures.Of(read!, active, cancellation);
            return all.Where(asked.Takes).Select(static figure => (int?)figure.Standing.Score).Max() is { } best ? new Found(LeadItems.Of(read!, read!.State!, all), best) : null;
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

    private static List<LeadItem> Sorted(List<Found> found, LeadListQuery asked) =>
        [.. found.OrderByDescending(static lead => lead.Score).ThenBy(static lead => lead.Item.Id, StringComparer.Ordinal).Take(asked.Limit).Select(static lead => lead.Item)];

    private sealed record Found(LeadItem Item, int Score);
}
