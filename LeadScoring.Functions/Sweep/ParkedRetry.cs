using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Sweep;

/// <summary>Gives parked leads another try once an hour: a deployment or a repaired row may have made them well. Messages that the topic refused only when asked to.</summary>
public sealed class ParkedRetry(ParkedStore parked, ITables tables, IQueues queues, TimeProvider clock)
{
    private const int AtOnce = 500;
    private const int MaxConflicts = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Enqueues those that have waited long enough. A lead that fails again is parked again with the time of that try.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var lead in await parked.List(AtOnce, cancellation))
        {
            if (now - lead.At < Pause)
                continue;

            await Retry(lead.LeadId, cancellation);
        }
    }

    /// <summary>Enqueues a parked lead now; it stays parked until a visit goes well.</summary>
    public Task Retry(string leadId, CancellationToken cancellation)
    {
        // Straight to the last try: one failure parks it again.
        var message = new RescoreMessage { Leads = [leadId], Evaluate = true, Failures = 4, TraceParent = Traces.Parent };
        return queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.RescoreMessage), TimeSpan.Zero, cancellation);
    }

    /// <summary>Puts a message that was refused back into the lead's outbox, at its old place. The order of the steps leaves it twice after a crash, never lost.</summary>
    /// <returns>False when the lead keeps changing.</returns>
    public async Task<bool> Retry(ParkedMessage message, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var state = await tables.Leads.Find(message.LeadId, RowKeys.Lead, cancellation);
            if (state is not null && LeadRows.ReadState(state).ErasedAt is null)
            {
                // Guarded by the state, which stays as it is: a person who is erased meanwhile is not spoken of any more.
                TableTransactionAction[] batch =
                    [new(TableTransactionActionType.UpdateReplace, state, state.ETag), new(TableTransactionActionType.UpsertReplace, Waiting(message))];
                if (!(await tables.Leads.Submit(batch, cancellation)).Committed)
                    continue;
                await queues.Send(QueueNames.Rescore, Json.Binary(new RescoreMessage { Leads = [message.LeadId] }, MessagingJson.Default.RescoreMessage), TimeSpan.Zero, cancellation);
            }

            await parked.Release(message, cancellation);
            return true;
        }

        return false;
    }

    private static TableEntity Waiting(ParkedMessage message)
    {
        var row = LeadRows.Outbox(message.LeadId, LeadRows.ReadOutbox(message.Row) with { RetryAt = null });
        row.RowKey = RowKeys.OutboxPrefix + message.Number;
        return row;
    }
}
