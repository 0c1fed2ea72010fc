using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Messaging;

/// <summary>Puts leads on the queue <c>lead-rescore</c>.</summary>
public sealed class RescoreRequests(IQueues queues)
{
    /// <summary>Asks for a visit of a lead.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="evaluate">Also evaluate as of today when no event waits.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public Task Ask(string leadId, bool evaluate, CancellationToken cancellation) =>
        Ask(new VisitRequest { Leads = [leadId], Evaluate = evaluate }, TimeSpan.Zero, cancellation);

    /// <summary>Asks for visits later.</summary>
    /// <param name="request">Belongs to the trace of the moment unless it names one.</param>
    /// <param name="delay">How long the message stays out of sight.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public Task Ask(VisitRequest request, TimeSpan delay, CancellationToken cancellation) => queues.Send(
        QueueNames.Rescore, Json.Binary(request with { TraceParent = request.TraceParent ?? Traces.Parent }, MessagingJson.Default.VisitRequest), delay, cancellation);
}
