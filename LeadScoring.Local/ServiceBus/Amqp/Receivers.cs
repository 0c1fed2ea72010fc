using System.Collections.Concurrent;

using LeadScoring.Local.ServiceBus.Faults;
using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>Lets clients receive: gives each a session where the place has sessions, and waits for one where none has messages.</summary>
internal sealed class Receivers(BusTopic topic, BusFaults faults, TimeProvider clock)
{
    private const string SessionFilter = "com.microsoft:session-filter";
    private const string ClientTimeout = "com.microsoft:timeout";
    private const string LockedUntil = "com.microsoft:locked-until-utc";

    // The answer is to be there before the client gives up.
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<Receiver, bool> _open = new();

    /// <summary>Returns when the client may receive.</summary>
    /// <exception cref="AmqpException">It may not, or no session had messages for as long as it wanted to wait.</exception>
    public async Task Open(SendingAmqpLink link, BusPlace place)
    {
        var receiver = new Receiver(link, place, topic, faults, clock);
        if (!place.IsDeadLetters)
            await GiveSession(receiver, link, place);
        _open[receiver] = true;
        receiver.Start(() => _open.TryRemove(receiver, out _));
    }

    /// <summary>The lock of every session that is held runs out now.</summary>
    public void Expire()
    {
        foreach (var receiver in _open.Keys)
            receiver.Expire();
    }

    private async Task GiveSession(Receiver receiver, SendingAmqpLink link, BusPlace place)
    {
        var source = (Source)link.Settings.Source;
        if (source.FilterSet is not { } filters || !filters.TryGetValue<object>(SessionFilter, out var wanted))
            throw new AmqpException(BusErrors.NotAllowed);
        var session = topic.Hold(place, wanted as string, receiver);
        if (session is null && wanted is string)
            throw new AmqpException(BusErrors.SessionCannotBeLocked);
        session ??= await Wait(receiver, link, place) ?? throw new AmqpException(BusErrors.Timeout);
        receiver.Session = session;
        filters[SessionFilter] = session;
        link.Settings.Properties ??= new Fields();
        link.Settings.Properties[LockedUntil] = topic.HeldUntil(place, receiver)?.UtcTicks ?? 0;
    }

    // The next session that has messages; null when there was none in time, or the client has gone.
    private async Task<string?> Wait(Receiver receiver, SendingAmqpLink link, BusPlace place)
    {
        var patience = link.Settings.Properties is { } given && given.TryGetValue<uint>(ClientTimeout, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) - Ahead : Usual;
        using var late = new CancellationTokenSource(patience > Ahead ? patience : Ahead, clock);
        using var changed = new SemaphoreSlim(0);
        void Change(object? sender, EventArgs nothing) => changed.Release();
        topic.Changed += Change;
        try
        {
            while (true)
            {
                if (topic.Hold(place, null, receiver) is { } session)
                    return session;
                await changed.WaitAsync(late.Token);
                if (link.IsClosing())
                    return null;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            topic.Changed -= Change;
        }
    }
}
