using LeadScoring.Functions.Sweep;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Timers;

/// <summary>Starts the night.</summary>
public sealed class ApplyDecay(SweepHandler handler)
{
    /// <summary>Every night at 01:00 UTC.</summary>
    [Function("ApplyDecay")]
    public Task Run([TimerTrigger("0 0 1 * * *")] TimerInfo timer, CancellationToken cancellation) => handler.Start(cancellation);
}
