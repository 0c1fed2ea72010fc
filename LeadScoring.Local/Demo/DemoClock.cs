using LeadScoring.Functions.Time;

namespace LeadScoring.Local.Demo;

/// <summary>The app's clock for the time of the demo; the disposal sets it back to what it showed before, however the demo ends.</summary>
internal sealed class DemoClock(OffsetClock clock) : IDisposable
{
    private readonly TimeSpan _usual = clock.Offset;

    /// <summary>The time without the demo.</summary>
    public DateTimeOffset Real => TimeProvider.System.GetUtcNow() + _usual;

    /// <summary>Sets the app's time; it runs on from there.</summary>
    public void MoveTo(DateTimeOffset now) => clock.Offset = now - TimeProvider.System.GetUtcNow();

    public void Dispose() => clock.Offset = _usual;
}
