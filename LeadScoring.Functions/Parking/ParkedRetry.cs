using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Parking;

/// <summary>Gives parked leads another try once an hour: a deployment or a repaired row may have made them well.</summary>
public sealed class ParkedRetry(ParkedStore parked, IQueues queues, TimeProvider clock)
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Enqueues those that have waited long enough. A lead that fails again is parked anew with the time of that try.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var lead in await parked.List(AtOnce, cancellation))
        {
            if (now - lead.At < Pause)
                continue;

            // Straight to the last try: one failure parks it again.
            var message = new RescoreMessage { Leads = [lead.LeadId], Evaluate = true, Failures = 4, TraceParent = Traces.Parent };
            await queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.RescoreMessage), TimeSpan.Zero, cancellation);
        }
    }
}
