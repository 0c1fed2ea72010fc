using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Messaging;

/// <summary>Puts leads on the queue <c>lead-rescore</c>, one by one.</summary>
public sealed class RescoreRequests(IQueues queues)
{
    /// <summary>Asks for a visit of a lead.</summary>
    /// <param name="evaluate">Also evaluate as of today when no event waits.</param>
    public Task Ask(string leadId, bool evaluate, CancellationToken cancellation)
    {
        var message = new RescoreMessage { Leads = [leadId], Evaluate = evaluate, TraceParent = Traces.Parent };
        return queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.RescoreMessage), TimeSpan.Zero, cancellation);
    }
}
