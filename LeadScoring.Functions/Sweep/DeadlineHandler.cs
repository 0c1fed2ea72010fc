using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// Finds the leads whose response time or follow-up ends, by the Due index, and puts them on the queue to be looked at. What is overdue is decided there,
/// as everything else; asked twice it is said once.
/// </summary>
public sealed class DeadlineHandler(ITables tables, RescoreRequests requests, TimeProvider clock)
{
    private const int PageRows = 1000;
    private const int PartitionsAtOnce = 4;

    /// <summary>Enqueues the leads that are due by now, those of missed runs too.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var span = Traces.Start("deadlines");
        var until = DueRows.After(clock.GetUtcNow());
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, DueRows.DeadlinePartitions, options, async (partition, token) => await Run(partition, until, token));
    }

    private async Task Run(int partition, string until, CancellationToken cancellation)
    {
        var range = KeyRange.Rows(DueRows.DeadlinePartition(partition), to: until);
        await foreach (var page in tables.Due.Pages(range, cancellation, PageRows))
        {
            foreach (var chunk in page.Chunk(VisitRequest.MaxLeads))
            {
                string[] leads = [.. chunk.Select(row => DueRows.LeadOfDeadline(row.RowKey)).Distinct(StringComparer.Ordinal)];
                await requests.Ask(new VisitRequest { Leads = [.. leads], Evaluate = true }, TimeSpan.Zero, cancellation);
                // Only then, and with the tag as read: a crash between looks at these leads twice, and a row that is filed again meanwhile stays.
                await Task.WhenAll(chunk.Select(row => tables.Due.Delete(row.PartitionKey, row.RowKey, row.ETag, cancellation)));
            }
        }
    }
}
