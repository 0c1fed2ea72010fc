using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>What one app measures: names with tags, and the last value.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value)> _all = new();

    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Scope: other apps in the process measure for themselves.
            if (instrument.Meter.Name == AppMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All values of an instrument, such as <c>leadscoring.queue.depth queue=lead-sweep</c>, in order.</summary>
    public IReadOnlyList<double> this[string name] => [.. _all.Where(one => one.Name == name).Select(static one => one.Value)];

    /// <summary>Names with tags, each once.</summary>
    public IReadOnlyList<string> Names => [.. _all.Select(static one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((string.Join(' ', [instrument.Name, .. tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}")]), value));
}
