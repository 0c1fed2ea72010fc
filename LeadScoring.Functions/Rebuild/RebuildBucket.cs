using LeadScoring.Functions.Messaging;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Rebuild;

/// <summary>Rebuilds leads after a model was published.</summary>
public sealed class RebuildBucket(RebuildHandler handler)
{
    /// <summary>Takes a message of the queue <c>lead-rebuild</c>.</summary>
    [Function("RebuildBucket")]
    public Task Run([QueueTrigger(QueueNames.Rebuild, Connection = "AzureWebJobsStorage")] BinaryData message, CancellationToken cancellation) =>
        handler.Handle(message, cancellation);
}
