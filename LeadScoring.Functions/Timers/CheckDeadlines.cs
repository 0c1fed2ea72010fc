using LeadScoring.Functions.Health;
using LeadScoring.Functions.Publishing;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Sweep;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Timers;

/// <summary>Looks after what does not come by itself: what alerts watch, responses and follow-ups that are overdue, days that begin in the time zones of models, a missed night, parked leads, messages that crashes brought to a poison queue, events whose message was lost, rebuilds that nothing continues, leads that an older app filed, models whose review is due.</summary>
public sealed class CheckDeadlines(Watch watch, DeadlineHandler deadlines, DayBreaks days, SweepHandler sweep, ParkedRetry parked, PoisonReturns poison, LostEvents lost, UnfinishedRebuilds rebuilds, ZoneRulesCheck zones, BoardFiling filing, ReviewReminder reviews)
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
        // These ask for the models, and one that cannot be read must not stop the others.
        await days.Run(cancellation);
        await rebuilds.Run(cancellation);
        await filing.Run(cancellation);
        await zones.Run(cancellation);
        await reviews.Run(cancellation);
    }
}
