using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Parking;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Sends a lead's outbox in order and deletes what was sent. A crash between the two sends again under the same MessageId, which duplicate
/// detection recognises.
/// </summary>
public sealed class Publisher(LeadStore leads, ITables tables, ITopic topic, ParkedStore parked, AppMetrics metrics, TimeProvider clock)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is to be sent; null when all is gone, else when to try again.</summary>
    public async Task<DateTimeOffset?> Publish(string leadId, IReadOnlyList<OutboxRow> outbox, CancellationToken cancellation)
    {
        var gone = new List<OutboxRow>(outbox.Count);
        DateTimeOffset? retryAt = null;
        foreach (var row in outbox)
        {
            // Order per lead: what waits holds back all later ones.
            if (row.RetryAt > clock.GetUtcNow())
            {
                retryAt = row.RetryAt;
                break;
            }

            try
            {
                await topic.Send(row.Message, cancellation);
                metrics.Published(row.Message.Subject);
            }
            catch (TopicRefusedException refused)
            {
                await parked.ParkMessage(leadId, row, refused.Message, clock.GetUtcNow(), cancellation);
            }
            catch (TopicUnavailableException)
            {
                retryAt = clock.GetUtcNow() + RetryAfter;
                await tables.Leads.Upsert(LeadRows.Outbox(leadId, row with { RetryAt = retryAt }), cancellation);
                break;
            }

            gone.Add(row);
        }

        await Delete(leadId, gone, cancellation);
        return retryAt;
    }

    private async Task Delete(string leadId, List<OutboxRow> rows, CancellationToken cancellation)
    {
        foreach (var chunk in rows.Chunk(TableLimits.ActionsPerBatch))
        {
            var deletes = chunk.Select(row => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(leadId, row.RowKey), ETag.All)).ToList();
            var outcome = await leads.Submit(deletes, cancellation);
            if (outcome.Committed)
                continue;

            // Another publisher of the same rows was faster with some.
            foreach (var row in chunk)
                await tables.Leads.Delete(leadId, row.RowKey, ETag.All, cancellation);
        }
    }
}
