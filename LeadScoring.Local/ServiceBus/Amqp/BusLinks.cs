using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Gives each link that a client opens to the part that its address names.</summary>
internal sealed class BusLinks : IRuntimeProvider
{
    private const uint SendCredit = 500;

    private readonly BusTopic _topic;
    private readonly BusFaults _faults;
    private readonly ulong _maxMessageSize;
    private readonly BusTokens _tokens;
    private readonly RequestNode _requests;
    private readonly Receivers _receivers;

    public BusLinks(BusTopic topic, BusOptions options, BusFaults faults, TimeProvider clock)
    {
        (_topic, _faults, _maxMessageSize) = (topic, faults, options.MaxMessageSize);
        _tokens = new BusTokens(options.Key, clock);
        _requests = new RequestNode(topic, _tokens, faults);
        _receivers = new Receivers(topic, faults, clock);
    }

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
        settings.MaxMessageSize = _maxMessageSize;
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

        // The client shows its token on the link for tokens first.
        if (!_tokens.Knows(link.Session.Connection))
            throw new AmqpException(BusErrors.Unauthorized);
        var address = BusAddress.Parse(text);
        var place = address?.Subscription is { } name ? _topic.Find(name, address.DeadLetters) : null;
        if (address is null || _faults.HasNoTopic || (place is null && address.Subscription is not null))
            throw new AmqpException(BusErrors.NotFound(text));
        if (address.Management)
            _requests.Open(link, place ?? throw new AmqpException(BusErrors.NotFound(text)));
        else if (link is ReceivingAmqpLink sender && place is null)
            new Publisher(_topic, _faults).Open(sender);
        else if (link is SendingAmqpLink receiver && place is not null)
            await _receivers.Open(receiver, place);
        else
            throw new AmqpException(BusErrors.NotFound(text));
    }
}
