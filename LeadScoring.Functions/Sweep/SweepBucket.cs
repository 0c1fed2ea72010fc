using LeadScoring.Functions.Messaging;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Sweep;

/// <summary>Visits the due leads of one bucket.</summary>
public sealed class SweepBucket(SweepHandler handler)
{
    /// <summary>Takes a message of the queue <c>lead-sweep</c>.</summary>
    [Function("SweepBucket")]
    public Task Run([QueueTrigger(QueueNames.Sweep, Connection = "AzureWebJobsStorage")] BinaryData message, CancellationToken cancellation) =>
        handler.Bucket(message, cancellation);
}
