namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>The topic with its subscriptions: what Service Bus is believed to do with messages, sessions and locks, without the wire.</summary>
internal sealed class BusTopic : IDisposable
{
    private readonly Lock _gate = new();
    private readonly BusOptions _options;
    private readonly TimeProvider _clock;
    private readonly TopicState _state;
    private readonly TopicJournal? _journal;

    public BusTopic(BusOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _state = new TopicState(options);
        _journal = options.Journal is { } path ? TopicJournal.Open(path, _state) : null;
    }

    /// <summary>There may be something to take that was not there before.</summary>
    public event EventHandler? Changed;

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Takes a message; on return it is kept.</summary>
    /// <returns>False when the topic has had its MessageId: it is acknowledged, and goes nowhere.</returns>
    public bool Publish(SentMessage sent)
    {
        lock (_gate)
        {
            if (_state.IsDuplicate(sent))
                return false;
            var sequence = _state.Sequence + 1;
            _journal?.Write(TopicRecord.Of(sequence, sent));
            _state.Add(sequence, sent);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>The place that an address names; null when there is none.</summary>
    /// <param name="deadLetters">Its dead letters.</param>
    public BusPlace? Find(string subscription, bool deadLetters)
    {
        lock (_gate)
            return _state.Find(subscription) is { } found ? new BusPlace(found, deadLetters) : null;
    }

    /// <summary>Gives a session to a receiver; null when somebody holds it, or no session has messages.</summary>
    /// <param name="wanted">The session; null for the next that has messages.</param>
    public string? Hold(BusPlace place, string? wanted, object holder)
    {
        lock (_gate)
            return place.Subscription.Hold(wanted, holder, Now)?.Id;
    }

    /// <summary>Gives waiting messages to a receiver, in order; none of a session that it does not hold any more.</summary>
    /// <param name="session">Of this session; null for any.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="completes">They are done with by being taken.</param>
    public IReadOnlyList<DeliveredMessage> Take(BusPlace place, string? session, object holder, int most, bool completes)
    {
        lock (_gate)
        {
            // It may have left since it last looked: what it took now would wait for the end of its lock.
            if (session is not null && !place.Subscription.MayTake(session, holder))
                return [];
            var until = place.Subscription.HeldBy(holder)?.Until ?? Now + _options.LockDuration;
            var taken = place.Queue.Waiting(Now).Where(message => session is null || message.Sent.SessionId == session).Take(most).ToList();
            foreach (var message in taken)
            {
                place.Queue.Lock(message, holder, until);
                if (completes)
                    Finish(place, message);
            }

            return [.. taken.Select(DeliveredMessage.Of)];
        }
    }

    /// <summary>Settles a message; false when its lock is lost.</summary>
    public bool Settle(BusPlace place, object holder, Guid token, Settlement settlement)
    {
        lock (_gate)
        {
            if (place.Queue.Held(holder, token, Now) is not { } message)
                return false;
            switch (settlement)
            {
                case Settlement.Complete:
                    Finish(place, message);
                    break;
                case Settlement.DeadLetter letter:
                    Bury(place, message, letter.Why);
                    break;
                default:
                    GiveBack(place, message, counts: true);
                    break;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Renews what a receiver holds; null when that is lost.</summary>
    public DateTimeOffset? Renew(BusPlace place, string session)
    {
        lock (_gate)
        {
            if (place.Subscription.Find(session) is not { } held || held.Until <= Now)
                return null;
            held.Until = Now + _options.LockDuration;
            foreach (var message in place.Queue.HeldBy(held.Holder))
                message.Lock = message.Lock! with { Until = held.Until };
            return held.Until;
        }
    }

    /// <summary>Until when a receiver holds its session; null when it holds none.</summary>
    public DateTimeOffset? HeldUntil(BusPlace place, object holder)
    {
        lock (_gate)
            return place.Subscription.HeldBy(holder)?.Until;
    }

    /// <summary>A receiver has left: its session and its messages are free.</summary>
    /// <param name="expired">Its lock ran out, which counts as a delivery; going by itself does not.</param>
    public void Leave(BusPlace place, object holder, bool expired)
    {
        lock (_gate)
        {
            if (place.Subscription.HeldBy(holder) is { } session)
                place.Subscription.Release(session);
            foreach (var message in place.Queue.HeldBy(holder))
                GiveBack(place, message, expired);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Looks at messages, those that are held too, from a number on.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(BusPlace place, string? session, long from, int most)
    {
        lock (_gate)
            return [.. place.Queue.Messages.Where(message => message.Sequence >= from && (session is null || message.Sent.SessionId == session)).Take(most).Select(DeliveredMessage.Of)];
    }

    /// <summary>What is noted about a session; null for nothing.</summary>
    public byte[]? State(BusPlace place, string session)
    {
        lock (_gate)
            return place.Subscription.States.GetValueOrDefault(session);
    }

    /// <summary>Notes something about a session; null forgets it.</summary>
    public void Note(BusPlace place, string session, byte[]? content)
    {
        lock (_gate)
        {
            var record = new TopicRecord { Kind = TopicRecord.State, Subscription = place.Subscription.Name, SessionId = session, Content = content };
            _journal?.Write(record);
            TopicRestore.Repeat(_state, record);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _journal?.Dispose();
    }

    private void Finish(BusPlace place, BusMessage message)
    {
        _journal?.Write(new TopicRecord { Kind = TopicRecord.Done, Subscription = place.Subscription.Name, Sequence = message.Sequence });
        place.Queue.Remove(message);
    }

    private void GiveBack(BusPlace place, BusMessage message, bool counts)
    {
        place.Queue.Unlock(message);
        if (!counts)
            return;
        message.Deliveries++;
        if (message.Deliveries >= _options.MaxDeliveryCount)
            Bury(place, message, new DeadLetterReason("MaxDeliveryCountExceeded", $"The message was delivered {message.Deliveries} times and not completed."));
    }

    private void Bury(BusPlace place, BusMessage message, DeadLetterReason why)
    {
        // A dead letter has nowhere to go.
        if (place.IsDeadLetters)
        {
            place.Queue.Unlock(message);
            return;
        }

        _journal?.Write(TopicRecord.Of(place.Subscription.Name, message, why));
        TopicState.Bury(place.Subscription, message, why);
    }
}
