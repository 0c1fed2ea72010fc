using LeadScoring.Domain.Events;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Messaging;

/// <summary>Asks for rebuilds on the queue <c>lead-rebuild</c>. Messages name only the model: whichever version is active when they are worked on is built.</summary>
public sealed class RebuildRequests(IQueues queues)
{
    /// <summary>How many buckets of a model are asked for at once.</summary>
    public const int Lanes = 32;

    private const int SendsAtOnce = 16;

    /// <summary>Asks for a rebuild of all leads: the first bucket of each lane, whose message asks for the next.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="delay">Until every process knows the version that is active now.</param>
    /// <remarks>Nothing cancels it: the version is active already, and stays so when the caller who published it has gone.</remarks>
    public Task AskAll(string modelId, TimeSpan delay)
    {
        var trace = Traces.Parent;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce };
        return Parallel.ForAsync(0, Lanes, parallel, async (bucket, token) =>
            await Ask(new RebuildMessage { Model = modelId, Bucket = bucket, Chained = true, TraceParent = trace }, delay, token));
    }

    /// <summary>Asks for the bucket after the one of a message that is done, if the message has one.</summary>
    public Task AskNext(RebuildMessage done, CancellationToken cancellation) => done is { Chained: true, Bucket: { } bucket } && bucket + Lanes < LeadIds.Buckets
        ? Ask(done with { Bucket = bucket + Lanes, Delays = 0 }, TimeSpan.Zero, cancellation)
        : Task.CompletedTask;

    /// <summary>Asks for a rebuild of one lead, even if it has the active version.</summary>
    public Task Ask(string modelId, string leadId, CancellationToken cancellation) =>
        Ask(new RebuildMessage { Model = modelId, Lead = leadId, Force = true, TraceParent = Traces.Parent }, TimeSpan.Zero, cancellation);

    /// <summary>Sends a message, seen after the delay.</summary>
    public Task Ask(RebuildMessage message, TimeSpan delay, CancellationToken cancellation) =>
        queues.Send(QueueNames.Rebuild, Json.Binary(message, MessagingJson.Default.RebuildMessage), delay, cancellation);
}
