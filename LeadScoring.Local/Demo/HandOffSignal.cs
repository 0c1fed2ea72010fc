using System.Diagnostics.Metrics;

using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Local.Demo;

/// <summary>
/// Rings when the app sends a lead to sales, by the metric that counts its decisions: the desk looks at leads when there is one to be found, as somebody who
/// is told by a message would. Looking at every lead that did something would double the work of the demo.
/// </summary>
internal sealed class HandOffSignal : IDisposable
{
    private const string Decisions = "leadscoring.decisions";
    private const string HandOff = "lead.qualified";

    private readonly MeterListener _listener = new();
    private int _rings;

    public HandOffSignal(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AppMetrics.MeterName && instrument.Name == Decisions && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Value is HandOff)
                    Interlocked.Add(ref _rings, (int)count);
            }
        });
        _listener.Start();
    }

    /// <summary>Hand-offs since this was last asked.</summary>
    public int Take() => Interlocked.Exchange(ref _rings, 0);

    public void Dispose() => _listener.Dispose();
}
