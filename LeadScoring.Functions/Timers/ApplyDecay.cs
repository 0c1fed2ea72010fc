using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Timers;

/// <summary>Starts the night.</summary>
public sealed class ApplyDecay(SweepHandler handler, AuditStore audit, MessageStore messages)
{
    /// <summary>Every night at 01:00 UTC.</summary>
    [Function("ApplyDecay")]
    public async Task Run([TimerTrigger("0 0 1 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        // First: what follows may fail, and the leads are what the night is for.
        await handler.Start(cancellation);
        await audit.Expire(cancellation);
        await messages.Expire(cancellation);
    }
}
