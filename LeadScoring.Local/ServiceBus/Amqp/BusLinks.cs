using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Gives each link that a client opens to the part that its address names.</summary>
internal sealed class BusLinks(BusTopic topic, BusOptions options, BusFaults faults, TimeProvider clock) : IRuntimeProvider
{
    private const uint SendCredit = 500;

    private readonly RequestNode _requests = new(topic, faults);
    private readonly Receivers _receivers = new(topic, faults, clock);

    /// <summary>The lock of every session that is held runs out now.</summary>
    public void ExpireLocks() => _receivers.Expire();

    public AmqpConnection CreateConnection(TransportBase transport, ProtocolHeader protocolHeader, bool isInitiator, AmqpSettings amqpSettings, AmqpConnectionSettings connectionSettings) =>
        new(transport, protocolHeader, isInitiator, amqpSettings, connectionSettings);

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) => new(connection, settings, this);

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings)
    {
        // The roles are this end's.
        if (settings.Role != true)
            return new SendingAmqpLink(session, settings);
        settings.MaxMessageSize = options.MaxMessageSize;
        settings.TotalLinkCredit = SendCredit;
        settings.AutoSendFlow = true;
        return new ReceivingAmqpLink(session, settings);
    }

    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state)
    {
        var opened = new TaskCompletionSource(state, TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Complete(opened, link, callback);
        return opened.Task;
    }

    public void EndOpenLink(IAsyncResult result) => ((Task)result).GetAwaiter().GetResult();

    private async Task Complete(TaskCompletionSource opened, AmqpLink link, AsyncCallback callback)
    {
        try
        {
            await Open(link);
            opened.SetResult();
        }
        catch (AmqpException refused)
        {
            opened.SetException(refused);
        }

        callback(opened.Task);
    }

    private async Task Open(AmqpLink link)
    {
        var text = (link.IsReceiver ? ((Target)link.Settings.Target).Address : ((Source)link.Settings.Source).Address)?.ToString() ?? "";
        if (text.TrimStart('/') == BusAddress.Tokens)
        {
            _requests.Open(link, null);
            return;
        }

        var address = BusAddress.Parse(text);
        var place = address?.Subscription is { } name ? topic.Find(name, address.DeadLetters) : null;
        if (address is null || faults.HasNoTopic || (place is null && address.Subscription is not null))
            throw new AmqpException(BusErrors.NotFound(text));
        if (address.Management)
            _requests.Open(link, place ?? throw new AmqpException(BusErrors.NotFound(text)));
        else if (link is ReceivingAmqpLink sender && place is null)
            new Publisher(topic, faults).Open(sender);
        else if (link is SendingAmqpLink receiver && place is not null)
            await _receivers.Open(receiver, place);
        else
            throw new AmqpException(BusErrors.NotFound(text));
    }
}
