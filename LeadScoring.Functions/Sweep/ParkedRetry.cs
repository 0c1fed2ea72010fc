using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sweep;

/// <summary>Gives parked leads another try once an hour: a deployment or a repaired row may have made them well. Messages that the topic refused only when asked to.</summary>
public sealed class ParkedRetry(ParkedStore parked, LeadStore leads, RescoreRequests requests, TimeProvider clock)
{
    private const int AtOnce = 500;
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
    public Task Retry(string leadId, CancellationToken cancellation) =>
        // Straight to the last try: one failure parks it again.
        requests.Ask(new VisitRequest { Leads = [leadId], Evaluate = true, Failures = RescoreHandler.MaxFailures - 1 }, TimeSpan.Zero, cancellation);

    /// <summary>Puts a message that was refused back into the lead's outbox, at its old place. The order of the steps leaves it twice after a crash, never lost.</summary>
    /// <returns>False when the lead keeps changing.</returns>
    public async Task<bool> Retry(ParkedMessage message, CancellationToken cancellation)
    {
        // Guarded by the state, which stays as it is: a person who is erased meanwhile is not spoken of any more.
        var outcome = await leads.TryChange(
            message.LeadId,
            read => Task.FromResult(read.State is { ErasedAt: null } state ? new LeadEdit(state) { Outbox = [Waiting(message)] } : null),
            cancellation);
        if (outcome == EditOutcome.Contended)
            return false;
        if (outcome == EditOutcome.Done)
            await requests.Ask(message.LeadId, evaluate: false, cancellation);
        await parked.Release(message, cancellation);
        return true;
    }

    private static OutboxRow Waiting(ParkedMessage message) =>
        LeadRows.ReadOutbox(message.Row) with { RowKey = RowKeys.OutboxPrefix + message.Number, RetryAt = null };
}
