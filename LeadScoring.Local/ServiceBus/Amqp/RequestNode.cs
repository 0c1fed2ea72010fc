using System.Collections.Concurrent;

using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Answers requests: tokens that are handed in, and what clients ask of a subscription. The answer goes over the link whose address the request names.</summary>
internal sealed class RequestNode(BusTopic topic, BusTokens tokens, BusFaults faults)
{
    private readonly ConcurrentDictionary<(AmqpConnection Connection, string Address), SendingAmqpLink> _replies = new();
    private readonly ManagementRequests _management = new(topic);

    /// <param name="place">What requests are about; null for tokens.</param>
    public void Open(AmqpLink link, BusPlace? place)
    {
        if (link is ReceivingAmqpLink requests)
        {
            requests.RegisterMessageListener(request => Take(requests, place, request));
            return;
        }

        var key = (link.Session.Connection, ((Target)link.Settings.Target).Address.ToString() ?? "");
        _replies[key] = (SendingAmqpLink)link;
        link.Closed += (_, _) => _replies.TryRemove(key, out _);
    }

    private void Take(ReceivingAmqpLink link, BusPlace? place, AmqpMessage request)
    {
        link.DisposeMessage(request, AmqpConstants.AcceptedOutcome, true, false);
        if (request.Properties.ReplyTo?.ToString() is not { } address || !_replies.TryGetValue((link.Session.Connection, address), out var reply))
            return;
        var answer = place is null ? AnswerToken(link.Session.Connection, request) : _management.Answer(place, request);
        answer.Properties.CorrelationId = request.Properties.MessageId;
        answer.Settled = true;
        reply.SendMessageNoWait(answer, AmqpConstants.EmptyBinary, AmqpConstants.NullBinary);
    }

    private AmqpMessage AnswerToken(AmqpConnection connection, AmqpMessage request)
    {
        var isAdmitted = !faults.RefusesTokens && tokens.Admit(connection, request.ValueBody?.Value as string);
        var answer = AmqpMessage.Create();
        answer.ApplicationProperties.Map["status-code"] = isAdmitted ? 202 : 401;
        answer.ApplicationProperties.Map["status-description"] = isAdmitted ? "Accepted" : "The token is not one of this bus. Use the connection string that `leads up` prints.";
        return answer;
    }
}
