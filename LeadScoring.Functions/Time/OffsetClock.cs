namespace LeadScoring.Functions.Time;

/// <summary>The system's clock, moved by an offset: a demonstration or a test lives through months in a minute.</summary>
public sealed class OffsetClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>Added to the system's time; zero in production.</summary>
    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
