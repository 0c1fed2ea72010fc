using Azure.Messaging.ServiceBus;

using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Sources;

/// <summary>
/// The subscription on Azure Service Bus. A session is a lead: while this holds a session nobody else gets that lead's messages, so they are
/// handled in order, also when several connectors run.
/// </summary>
internal sealed class ServiceBusSource(ServiceBusClient client, string topic, string subscription) : IMessageSource
{
    private const int Most = 32;

    // A lead with nothing more to say gives way to the next one quickly.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private ServiceBusSessionReceiver? _session;

    public async Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation)
    {
        try
        {
            _session ??= await client.AcceptNextSessionAsync(topic, subscription, cancellationToken: cancellation);
            var messages = await _session.ReceiveMessagesAsync(Most, Patience, cancellation);
            if (messages.Count == 0)
                await Leave();
            return [.. messages.Select(static message => new Delivery(message.MessageId, message.Body, message))];
        }
        catch (ServiceBusException none) when (none.Reason is ServiceBusFailureReason.ServiceTimeout && _session is null)
        {
            // No lead has anything to say.
            return [];
        }
        catch (ServiceBusException)
        {
            // A session that was lost cannot be used again.
            await Leave();
            throw;
        }
    }

    public Task Complete(Delivery delivery, CancellationToken cancellation) =>
        Session.CompleteMessageAsync(Message(delivery), cancellation);

    public async Task Abandon(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        try
        {
            foreach (var delivery in deliveries)
                await Session.AbandonMessageAsync(Message(delivery), cancellationToken: cancellation);
        }
        finally
        {
            // The next one to take the lead begins with its oldest message again.
            await Leave();
        }
    }

    public Task DeadLetter(Delivery delivery, Verdict verdict, CancellationToken cancellation) =>
        Session.DeadLetterMessageAsync(Message(delivery), verdict.Reason, verdict.Description, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Leave();
        await client.DisposeAsync();
    }

    private ServiceBusSessionReceiver Session =>
        _session ?? throw new ServiceBusException("The session of this message is no longer held.", ServiceBusFailureReason.SessionLockLost);

    private static ServiceBusReceivedMessage Message(Delivery delivery) => (ServiceBusReceivedMessage)delivery.Receipt;

    private async Task Leave()
    {
        if (_session is not { } session)
            return;
        _session = null;
        await session.DisposeAsync();
    }
}
