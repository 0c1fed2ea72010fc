using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Health;

/// <summary>
/// Measures what alerts watch: what waits, what failed for good, and how long ago the newest night is. Whichever instance runs the timer reports, once per run;
/// figures of the others are older and are not repeated.
/// </summary>
public sealed class Watch(IQueues queues, ParkedStore parked, LastNight night, AppMetrics metrics, TimeProvider clock, ILogger<Watch> log)
{
    /// <summary>Looks at everything. A look that fails is logged and leaves the others alone: it never throws but for a cancellation.</summary>
    public Task Run(CancellationToken cancellation) => Task.WhenAll(
    [
        .. QueueNames.All.SelectMany(static queue => new[] { queue, QueueNames.Poison(queue) }).Select(queue => Look(queue, token => Queue(queue, token), cancellation)),
        Look("parked leads", async token => metrics.Parked("lead", (await parked.List(ParkedStore.MostCounted, token)).Count), cancellation),
        Look("parked messages", async token => metrics.Parked("message", await parked.CountMessages(ParkedStore.MostCounted, token)), cancellation),
        Look("night", Night, cancellation),
    ]);

    // A poison queue exists from its first message on.
    private async Task Queue(string queue, CancellationToken cancellation) => metrics.QueueDepth(queue, await queues.Depth(queue, cancellation) ?? 0);

    private async Task Night(CancellationToken cancellation)
    {
        if (await night.NoneSince(await night.Find(cancellation), cancellation) is { } since)
            metrics.NightAge(clock.GetUtcNow() - since);
    }

    private async Task Look(string what, Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        try
        {
            await look(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            log.WatchIsBlind(what, Failure.ReasonOf(fault));
        }
    }
}
