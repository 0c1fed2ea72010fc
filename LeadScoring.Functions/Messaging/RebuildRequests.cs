using LeadScoring.Domain.Events;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Messaging;

/// <summary>Asks for rebuilds on the queue <c>lead-rebuild</c>. Messages name only the model: whichever version is active when they are worked on is built.</summary>
public sealed class RebuildRequests(IQueues queues)
{
    /// <summary>Asks for a rebuild of all leads, one message per bucket.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="delay">Until every process knows the version that is active now.</param>
    /// <param name="cancellation">Ends the asking; buckets that were asked for are built.</param>
    public Task AskAll(string modelId, TimeSpan delay, CancellationToken cancellation)
    {
        var trace = Traces.Parent;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellation };
        return Parallel.ForAsync(0, LeadIds.Buckets, parallel, async (bucket, token) =>
            await Ask(new RebuildMessage { Model = modelId, Bucket = bucket, TraceParent = trace }, delay, token));
    }

    /// <summary>Asks for a rebuild of one lead, even if it has the active version.</summary>
    public Task Ask(string modelId, string leadId, CancellationToken cancellation) =>
        Ask(new RebuildMessage { Model = modelId, Lead = leadId, Force = true, TraceParent = Traces.Parent }, TimeSpan.Zero, cancellation);

    /// <summary>Sends a message, seen after the delay.</summary>
    public Task Ask(RebuildMessage message, TimeSpan delay, CancellationToken cancellation) =>
        queues.Send(QueueNames.Rebuild, Json.Binary(message, MessagingJson.Default.RebuildMessage), delay, cancellation);
}
