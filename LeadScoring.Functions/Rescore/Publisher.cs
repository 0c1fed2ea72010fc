using System.Diagnostics;

using Azure;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Works through a lead's outbox in order and deletes what is done. A crash between the two sends a message again under the same MessageId, which
/// duplicate detection recognises; other work may be done twice.
/// </summary>
public sealed class Publisher(LeadStore leads, ITables tables, ITopic topic, OutboxWorker worker, ParkedStore parked, TopicOutages outages, AppMetrics metrics, TimeProvider clock)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Does what is to be done; null when all is gone, else when to try again.</summary>
    public async Task<DateTimeOffset?> Publish(string leadId, IReadOnlyList<OutboxRow> outbox, CancellationToken cancellation)
    {
        var gone = new List<OutboxRow>(outbox.Count);
        DateTimeOffset? retryAt = null;
        foreach (var row in outbox)
        {
            if (row.Work is { } work)
            {
                // Waits for no topic: events that go on to another lead are to be scored meanwhile.
                await worker.Do(leadId, row, work, cancellation);
            }
            else if (retryAt is not null)
            {
                // Order per lead: what waits holds back all later ones.
                continue;
            }
            else if (row.RetryAt > clock.GetUtcNow())
            {
                NoteAge(row.Message!);
                retryAt = row.RetryAt;
                continue;
            }
            else if (await Send(leadId, row, row.Message!, cancellation) is { } unavailable)
            {
                retryAt = clock.GetUtcNow() + RetryAfter;
                // Never brings back a row that another publisher has deleted meanwhile: the lead may be erased.
                await tables.Leads.Replace(LeadRows.Outbox(leadId, row with { RetryAt = retryAt }), ETag.All, cancellation);
                await outages.Note(unavailable.Reason, row.Message!.Time, cancellation);
                continue;
            }
            else if (row.RetryAt is not null)
            {
                await outages.End(cancellation);
            }

            gone.Add(row);
        }

        await leads.Delete(leadId, gone.Select(static row => row.RowKey), cancellation);
        return retryAt;
    }

    // Why the topic does not take anything now; null when it took the message, or refuses it for good.
    private async Task<TopicUnavailableException?> Send(string leadId, OutboxRow row, TopicMessage message, CancellationToken cancellation)
    {
        // Part of the trace in which it was decided, also when a later visit sends it.
        using var span = Traces.Continue("publish", message.TraceParent, ActivityKind.Producer);
        span?.SetTag(SpanTags.Lead, leadId).SetTag(SpanTags.Message, message.MessageId).SetTag(SpanTags.Type, message.Subject);
        NoteAge(message);
        try
        {
            await topic.Send(message, cancellation);
            metrics.Published(message.Subject);
            span?.SetTag(SpanTags.Outcome, "sent");
        }
        catch (TopicRefusedException refused)
        {
            span?.SetTag(SpanTags.Outcome, "refused").SetStatus(ActivityStatusCode.Error);
            await parked.ParkMessage(leadId, row, refused.Message, clock.GetUtcNow(), cancellation);
        }
        catch (TopicUnavailableException unavailable)
        {
            span?.SetTag(SpanTags.Outcome, "later").SetStatus(ActivityStatusCode.Error);
            return unavailable;
        }

        return null;
    }

    private void NoteAge(TopicMessage message)
    {
        if (message.Time is { } decided)
            metrics.OutboxAge(clock.GetUtcNow() - decided);
    }
}
