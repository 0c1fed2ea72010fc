using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Takes what a client sends to the topic. It is acknowledged when it is kept.</summary>
internal sealed class Publisher(BusTopic topic, BusFaults faults)
{
    public void Open(ReceivingAmqpLink link) => link.RegisterMessageListener(message => Take(link, message));

    private void Take(ReceivingAmqpLink link, AmqpMessage message)
    {
        var fault = faults.HasNoTopic ? BusFault.Disabled : faults.Sends.Take();
        if (fault is not (BusFault.None or BusFault.CutBefore or BusFault.CutAfter))
        {
            link.DisposeMessage(message, new Rejected { Error = BusErrors.Of(fault) }, true, false);
            return;
        }

        if (fault is not BusFault.CutBefore)
        {
            foreach (var sent in MessageFraming.Read(message, topic.Now))
                topic.Publish(sent);
        }

        if (fault is BusFault.None)
            link.DisposeMessage(message, AmqpConstants.AcceptedOutcome, true, false);
        else
            link.Session.Connection.Abort();
    }
}
