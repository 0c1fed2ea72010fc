using LeadScoring.Functions.Health;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Sweep;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Timers;

/// <summary>Looks after what does not come by itself: what alerts watch, responses and follow-ups that are overdue, a missed night, parked leads, messages that crashes brought to a poison queue, events whose message was lost, rebuilds that nothing continues.</summary>
public sealed class CheckDeadlines(Watch watch, DeadlineHandler deadlines, SweepHandler sweep, ParkedRetry parked, PoisonReturns poison, LostEvents lost, UnfinishedRebuilds rebuilds)
{
    /// <summary>Every 15 minutes.</summary>
    [Function("CheckDeadlines")]
    public async Task Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        // First: what follows may fail, and it makes up for the night whose age is to be seen.
        await watch.Run(cancellation);
        await deadlines.Run(cancellation);
        await sweep.CatchUp(cancellation);
        await parked.Run(cancellation);
        await poison.Run(cancellation);
        await lost.Run(cancellation);
        await rebuilds.Run(cancellation);
    }
}
