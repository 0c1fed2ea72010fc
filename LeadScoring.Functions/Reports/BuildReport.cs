using LeadScoring.Functions.Messaging;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Reports;

/// <summary>Computes what is too long for a request.</summary>
public sealed class BuildReport(ReportHandler handler)
{
    /// <summary>Takes a message of the queue <c>lead-report</c>.</summary>
    [Function("BuildReport")]
    public Task Run([QueueTrigger(QueueNames.Report, Connection = "AzureWebJobsStorage")] BinaryData message, CancellationToken cancellation) =>
        handler.Handle(message, cancellation);
}
