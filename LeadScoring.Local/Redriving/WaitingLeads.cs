using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Redriving;

/// <summary>
/// Leads with events that wait or work that is not told. Each has a message on the queue; where such a message was lost (a poison message expired, a queue was
/// emptied) nothing asks for the lead until its next event. One visit too many changes nothing.
/// </summary>
internal sealed class WaitingLeads(ITables tables, IQueues queues) : IStuck
{
    private const int Shown = 100;

    public string Name => "leads with waiting work";

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        var items = new List<StuckItem>();
        var count = 0;
        await foreach (var (lead, rows, oldest) in Leads(cancellation))
        {
            count++;
            if (items.Count < Shown)
                items.Add(new StuckItem(oldest, $"lead {lead}, {rows} rows", null));
        }

        return new StuckWork(count, false, [.. items.OrderBy(static item => item.At)]);
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        var moved = 0;
        var some = new List<string>(VisitRequest.MaxLeads);
        await foreach (var (lead, _, _) in Leads(cancellation))
        {
            if (moved == most)
                break;
            some.Add(lead);
            moved++;
            if (some.Count == VisitRequest.MaxLeads)
                await Send(some, cancellation);
        }

        if (some.Count > 0)
            await Send(some, cancellation);
        return new MovedWork(moved, []);
    }

    // Rows come in key order, those of a lead together.
    private async IAsyncEnumerable<(string Lead, int Rows, DateTimeOffset? Oldest)> Leads([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        (string Lead, int Rows, DateTimeOffset? Oldest)? current = null;
        await foreach (var row in tables.Leads.Rows(KeyRange.AllFrom(RowKeys.OutboxPrefix), cancellation))
        {
            if (current is { } same && same.Lead == row.PartitionKey)
            {
                current = (same.Lead, same.Rows + 1, row.Timestamp < same.Oldest ? row.Timestamp : same.Oldest);
                continue;
            }

            if (current is { } done)
                yield return done;
            current = (row.PartitionKey, 1, row.Timestamp);
        }

        if (current is { } last)
            yield return last;
    }

    private async Task Send(List<string> leads, CancellationToken cancellation)
    {
        var message = new VisitRequest { Leads = [.. leads] };
        await queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.VisitRequest), TimeSpan.Zero, cancellation);
        leads.Clear();
    }
}
