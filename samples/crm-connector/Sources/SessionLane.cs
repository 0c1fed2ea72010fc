using Azure.Messaging.ServiceBus;

namespace LeadScoring.CrmConnector.Sources;

/// <summary>
/// Works on one session after the other: accepts the next lead that has messages, hands out what it has, and leaves it when all that is settled. A lead with
/// more to say comes again, behind those who have waited.
/// </summary>
internal sealed class SessionLane(ServiceBusClient client, string topic, string subscription) : IAsyncDisposable
{
    private const int Most = 32;

    // Anyone who has a session has messages: they come at once, or somebody else has taken them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private Task<ServiceBusSessionReceiver>? _next;
    private ServiceBusSessionReceiver? _held;

    /// <summary>
    /// Completes when a lead has messages, or none had for a while, or something failed; which of these <see cref="Receive"/> says. Only the session is taken: however long
    /// nobody receives, no message counts as delivered.
    /// </summary>
    public Task Ready() => _next ??= client.AcceptNextSessionAsync(topic, subscription, cancellationToken: _ended.Token);

    /// <summary>Receives from the lead that is ready.</summary>
    /// <returns>None when no lead is.</returns>
    public async Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation)
    {
        if (_next is not { IsCompleted: true } next)
            return [];
        _next = null;
        try
        {
            var session = _held = await next;
            var messages = await session.ReceiveMessagesAsync(Most, Patience, cancellation);
            return [.. messages.Select(message => new Delivery(message.MessageId, message.Body, new SessionMessage(session, message)))];
        }
        catch (Exception passed) when (passed is ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.SessionLockLost } or ObjectDisposedException)
        {
            // No lead has anything to say, or its session was held for too long without a message having been taken; the client closes the receiver of a lost one.
            await Leave();
            return [];
        }
        catch
        {
            await Leave();
            throw;
        }
    }

    /// <summary>Gives the session back, if there is one; what is not settled comes again, the oldest first.</summary>
    public async Task Leave()
    {
        if (_held is not { } session)
            return;
        _held = null;
        await session.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Leave();
        if (_next is { } next)
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompletedSuccessfully)
                await (await next).DisposeAsync();
        }

        _ended.Dispose();
    }
}

/// <summary>A message, and the session in which it is settled.</summary>
internal sealed record SessionMessage(ServiceBusSessionReceiver Session, ServiceBusReceivedMessage Message);
