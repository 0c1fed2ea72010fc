using LeadScoring.Functions.Messaging;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Rescore;

/// <summary>Scores leads that have something waiting.</summary>
public sealed class RescoreLeads(RescoreHandler handler)
{
    /// <summary>Takes a message of the queue <c>lead-rescore</c>.</summary>
    [Function("RescoreLeads")]
    public Task Run([QueueTrigger(QueueNames.Rescore, Connection = "AzureWebJobsStorage")] BinaryData message, CancellationToken cancellation) =>
        handler.Handle(message, cancellation);
}
