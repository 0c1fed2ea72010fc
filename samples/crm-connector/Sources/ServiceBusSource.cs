using Azure.Messaging.ServiceBus;

using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Sources;

/// <summary>
/// The subscription on Azure Service Bus. A session is a lead: while this holds a session nobody else gets that lead's messages, so they are
/// handled in order, also when several connectors run. Many leads are taken at once and handled together, so that the CRM is written once for all of them.
/// </summary>
/// <remarks>
/// Not by <c>ServiceBusSessionProcessor</c>: it hands out message by message, and goes on taking them while the CRM cannot be written.
/// </remarks>
/// <param name="client">Is disposed with this.</param>
/// <param name="sessions">How many leads are taken at once.</param>
/// <param name="time">Times how long others are waited for.</param>
internal sealed class ServiceBusSource(ServiceBusClient client, string topic, string subscription, int sessions, TimeProvider time) : IMessageSource
{
    // Leads that have messages within so long are handled together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly SessionLane[] _lanes = [.. Enumerable.Range(0, sessions).Select(_ => new SessionLane(client, topic, subscription))];

    public int LeadsAtOnce => sessions;

    public async Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation)
    {
        // What was handed out is settled, or is to come again.
        await LeaveAll();
        var ready = _lanes.Select(static lane => lane.Ready()).ToList();
        await Task.WhenAny(ready).WaitAsync(cancellation);
        await Task.WhenAny(Task.WhenAll(ready), Task.Delay(Gathering, time, cancellation));
        var received = _lanes.Select(lane => lane.Receive(cancellation)).ToList();
        await ((Task)Task.WhenAll(received)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<Delivery> deliveries = [.. received.Where(static lane => lane.IsCompletedSuccessfully).SelectMany(static lane => lane.GetAwaiter().GetResult())];
        // One that failed is tried again with the next; what others have received is not kept waiting for it.
        if (deliveries.Count == 0)
            await Task.WhenAll(received);
        return deliveries;
    }

    public Task Complete(Delivery delivery, CancellationToken cancellation)
    {
        var (session, message) = (SessionMessage)delivery.Receipt;
        return session.CompleteMessageAsync(message, cancellation);
    }

    public async Task Abandon(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForEachAsync(deliveries.Select(static delivery => (SessionMessage)delivery.Receipt).GroupBy(static held => held.Session), cancellation, static async (held, token) =>
            {
                foreach (var (session, message) in held)
                    await session.AbandonMessageAsync(message, cancellationToken: token);
            });
        }
        finally
        {
            // The next one to take a lead begins with its oldest message again.
            await LeaveAll();
        }
    }

    public Task DeadLetter(Delivery delivery, Verdict verdict, CancellationToken cancellation)
    {
        var (session, message) = (SessionMessage)delivery.Receipt;
        return session.DeadLetterMessageAsync(message, verdict.Reason, verdict.Description, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_lanes.Select(static lane => lane.DisposeAsync().AsTask()));
        await client.DisposeAsync();
    }

    private Task LeaveAll() => Task.WhenAll(_lanes.Select(static lane => lane.Leave()));
}
