using System.Runtime.CompilerServices;

using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>
/// Reads the table Leads lead by lead, while the app goes on. A page is a snapshot of each partition in it, so a lead that lies within one page is read as it was at
/// one moment. One that is cut by the end of a page is read again by itself.
/// </summary>
internal sealed class LeadScan(ITable leads)
{
    private const int PageRows = 1000;

    /// <summary>Every lead, in key order.</summary>
    public async IAsyncEnumerable<ScannedLead> All([EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = KeyRange.PartitionsFrom("");
        string? continuation = null;
        while (true)
        {
            var page = await leads.Read(range, PageRows, continuation, cancellation);
            continuation = page.Continuation;
            var cut = continuation is null || page.Rows.Count == 0 ? null : page.Rows[^1].PartitionKey;
            for (int first = 0, next; first < page.Rows.Count && page.Rows[first].PartitionKey != cut; first = next)
            {
                var id = page.Rows[first].PartitionKey;
                next = first + 1;
                while (next < page.Rows.Count && page.Rows[next].PartitionKey == id)
                    next++;
                yield return new ScannedLead(id, [.. page.Rows.Skip(first).Take(next - first)]);
            }

            if (continuation is null)
                yield break;
            // A page without a row has its continuation alone.
            if (cut is null)
                continue;
            yield return await One(cut, cancellation);
            // '!' sorts before every character of an id, so the lead itself is left out.
            range = KeyRange.PartitionsFrom(cut + "!");
            continuation = null;
        }
    }

    /// <summary>The rows of a lead that lie in one page; null rows for one with more.</summary>
    private async Task<ScannedLead> One(string id, CancellationToken cancellation)
    {
        var page = await leads.Read(KeyRange.Rows(id), PageRows, null, cancellation);
        return new ScannedLead(id, page.Continuation is null ? page.Rows : null);
    }
}

/// <summary>A lead of the scan.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Rows">All its rows as of one moment; null when they are too many for that.</param>
internal sealed record ScannedLead(string Id, IReadOnlyList<TableEntity>? Rows);
