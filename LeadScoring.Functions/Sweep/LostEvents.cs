using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// Finds leads with events that wait and that no message asks for: the request died between the row and the message, and its sender, who had no answer, does not
/// repeat it. Looks through a part of the table Leads in each run, and goes on there in the next.
/// </summary>
public sealed class LostEvents(ITables tables, IQueues queues, RescoreRequests requests, ParkedStore parked, TimeProvider clock, ILogger<LostEvents> log)
{
    private const string Place = "lost-events";
    private const int MostPages = 200;
    private const int MostLeads = 1000;

    // A message carries up to 50 leads.
    private const int LongQueue = 1000;

    // While messages wait, one of them may be the event's: put off, or behind others.
    private static readonly TimeSpan AgeWhenIdle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AgeWhenBusy = TimeSpan.FromHours(3);

    /// <summary>Enqueues the leads that it finds.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var depth = await queues.Depth(QueueNames.Rescore, cancellation) ?? 0;
        if (depth > LongQueue)
            return;
        var before = clock.GetUtcNow() - (depth == 0 ? AgeWhenIdle : AgeWhenBusy);
        var mark = await tables.Due.Find(DueRows.Watermarks, Place, cancellation);
        var (leads, continuation) = await Look(before, mark?.GetString("continuation"), cancellation);
        if (leads.Count > 0)
            await Ask(leads, cancellation);
        if (continuation is not null)
            await tables.Due.Upsert(new TableEntity(DueRows.Watermarks, Place) { ["continuation"] = continuation }, cancellation);
        else if (mark is not null)
            await tables.Due.Delete(mark.PartitionKey, mark.RowKey, mark.ETag, cancellation);
    }

    private async Task<(HashSet<string> Leads, string? Continuation)> Look(DateTimeOffset before, string? continuation, CancellationToken cancellation)
    {
        var leads = new HashSet<string>(StringComparer.Ordinal);
        for (var pages = 0; pages < MostPages && leads.Count < MostLeads; pages++)
        {
            var page = await tables.Leads.Read(KeyRange.AllFrom(RowKeys.PendingPrefix), TableReads.PageRows, continuation, cancellation);
            leads.UnionWith(page.Rows.Where(row => row.Timestamp < before).Select(static row => row.PartitionKey));
            if ((continuation = page.Continuation) is null)
                break;
        }

        return (leads, continuation);
    }

    private async Task Ask(HashSet<string> leads, CancellationToken cancellation)
    {
        // These are retried every hour, and their events wait until they are well.
        leads.ExceptWith((await parked.List(ParkedStore.MostCounted, cancellation)).Select(static lead => lead.LeadId));
        foreach (var chunk in leads.Chunk(VisitRequest.MaxLeads))
            await requests.Ask(new VisitRequest { Leads = [.. chunk] }, TimeSpan.Zero, cancellation);
        if (leads.Count > 0)
            log.EventsWereLost(leads.Count);
    }
}
