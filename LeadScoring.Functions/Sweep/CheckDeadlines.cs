using LeadScoring.Functions.Parking;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sweep;

/// <summary>Looks after what does not come by itself: responses and follow-ups that are overdue, a missed night, parked leads.</summary>
public sealed class CheckDeadlines(DeadlineHandler deadlines, SweepHandler sweep, ParkedRetry parked)
{
    /// <summary>Every 15 minutes.</summary>
    [Function("CheckDeadlines")]
    public async Task Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await deadlines.Run(cancellation);
        await sweep.CatchUp(cancellation);
        await parked.Run(cancellation);
    }
}
