using System.Threading.Channels;

using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>A link on which a client receives, and settles what it received.</summary>
internal sealed class Receiver(SendingAmqpLink link, BusPlace place, BusTopic topic, BusFaults faults, TimeProvider clock)
{
    // Called often, one look is enough.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>The session that it holds; null where there are none.</summary>
    public string? Session { get; set; }

    /// <summary>Begins to deliver.</summary>
    /// <param name="ended">Called once, when the link is gone.</param>
    public void Start(Action ended)
    {
        link.RegisterCreditListener((_, _, _) => Wake());
        link.RegisterDispositionListener(Settle);
        topic.Changed += OnChange;
        link.Closed += (_, _) =>
        {
            Leave(expired: false);
            ended();
        };
        // It may have closed before anybody listened.
        if (link.IsClosing())
            Leave(expired: false);
        _ = Deliver();
        if (Session is not null)
            _ = WatchLock();
    }

    /// <summary>The lock of its session runs out now.</summary>
    public void Expire()
    {
        if (Session is null)
            return;
        Leave(expired: true);
        link.SafeClose(new AmqpException(BusErrors.SessionLockLost));
    }

    private void OnChange(object? sender, EventArgs nothing) => Wake();

    private void Wake() => _wake.Writer.TryWrite(true);

    private void Leave(bool expired)
    {
        if (Interlocked.Exchange(ref _left, 1) != 0)
            return;
        topic.Changed -= OnChange;
        topic.Leave(place, this, expired);
        _gone.SetResult();
        _wake.Writer.TryComplete();
    }

    // One at a time, so that messages leave in their order.
    private async Task Deliver()
    {
        var completes = link.Settings.SettleType is SettleMode.SettleOnSend;
        await foreach (var _ in _wake.Reader.ReadAllAsync())
        {
            while (!_gone.Task.IsCompleted && link.LinkCredit > 0 && topic.Take(place, Session, this, 1, completes) is [var message])
                Send(message);
        }
    }

    private void Send(DeliveredMessage message)
    {
        var fault = faults.Deliveries.Take();
        if (fault is BusFault.LockLost)
        {
            Expire();
            return;
        }

        if (fault is not BusFault.CutBefore)
            link.SendMessageNoWait(MessageFraming.Write(message), new ArraySegment<byte>(message.Lock!.Token.ToByteArray()), default);
        if (fault is BusFault.CutBefore or BusFault.CutAfter)
            link.Session.Connection.Abort();
    }

    private void Settle(Delivery delivery)
    {
        var fault = faults.Settlements.Take();
        if (fault is BusFault.LockLost)
        {
            Expire();
            return;
        }

        if (fault is BusFault.CutBefore)
        {
            link.Session.Connection.Abort();
            return;
        }

        var done = topic.Settle(place, this, new Guid(delivery.DeliveryTag.ToArray()), SettlementOf(delivery.State));
        if (fault is BusFault.CutAfter)
        {
            link.Session.Connection.Abort();
            return;
        }

        // A dead letter is answered without an error: the client would take that for its own.
        var answer = !done ? new Rejected { Error = BusErrors.MessageLockLost } : delivery.State is Rejected ? new Rejected() : delivery.State;
        link.DisposeDelivery(delivery, true, answer);
    }

    private static Settlement SettlementOf(DeliveryState state) => state switch
    {
        Accepted => new Settlement.Complete(),
        Rejected rejected => new Settlement.DeadLetter(new DeadLetterReason(Info(rejected, "DeadLetterReason"), Info(rejected, "DeadLetterErrorDescription"))),
        _ => new Settlement.Abandon(),
    };

    private static string Info(Rejected rejected, string name) => rejected.Error?.Info is { } info && info.TryGetValue<string>(name, out var text) ? text : "";

    private async Task WatchLock()
    {
        while (topic.HeldUntil(place, this) is { } until)
        {
            try
            {
                if (until > clock.GetUtcNow())
                    await _gone.Task.WaitAsync(until - clock.GetUtcNow(), clock);
                else
                    Expire();
            }
            catch (TimeoutException)
            {
                // It may have been renewed meanwhile.
            }
        }
    }
}
