namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>A clock that stands still until a test moves it; timers fire, in order, as it passes them.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>When the next timer fires; null when none is set.</summary>
    public DateTimeOffset? NextTimer
    {
        get
        {
            lock (_lock)
                return _timers.Count == 0 ? null : _timers.Min(static timer => timer.DueAt);
        }
    }

    /// <summary>Waits for work, moving the clock on when only a timer can help.</summary>
    public async Task Finish(Task work)
    {
        while (!work.IsCompleted)
        {
            if (NextTimer is { } timer && timer >= GetUtcNow())
                MoveTo(timer);
            else
                await Task.WhenAny(work, Task.Delay(1, CancellationToken.None));
        }

        await work;
    }

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    /// <summary>Moves the clock on to a time that is not before its own.</summary>
    public void MoveTo(DateTimeOffset time)
    {
        while (true)
        {
            Timer due;
            lock (_lock)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(time, _now);
                if (_timers.MinBy(static timer => timer.DueAt) is not { } next || next.DueAt > time)
                {
                    _now = time;
                    return;
                }

                _now = next.DueAt > _now ? next.DueAt : _now;
                next.Rearm();
                due = next;
            }

            due.Fire();
        }
    }

    private sealed class Timer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = clock._now + dueTime;
                    clock._timers.Add(this);
                }

                return true;
            }
        }

        /// <summary>Sets the next time, or none; the caller holds the lock.</summary>
        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                DueAt += _period;
            else
                clock._timers.Remove(this);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
