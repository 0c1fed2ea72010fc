using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Local.Host;

/// <summary>Storage operations since the start or the last reset, as the app's own metric counts them.</summary>
internal sealed class OperationCount : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;
    private ConcurrentDictionary<(string Service, string Operation), long> _counts = new();

    public OperationCount(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Scope: another host in the same process counts for itself.
            if (instrument.Meter.Name == AppMetrics.MeterName && instrument.Name == AppMetrics.StorageOperations && ReferenceEquals(instrument.Meter.Scope, _meters))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Add(Tag(tags, "service"), Tag(tags, "operation"), count));
        _listener.Start();
    }

    /// <summary>Counts by service and operation, in the order of their names.</summary>
    public IEnumerable<(string Service, string Operation, long Count)> Read() =>
        _counts.OrderBy(pair => pair.Key).Select(pair => (pair.Key.Service, pair.Key.Operation, pair.Value));

    public void Reset() => Interlocked.Exchange(ref _counts, new());

    public void Dispose() => _listener.Dispose();

    private void Add(string service, string operation, long count) => _counts.AddOrUpdate((service, operation), count, (_, sum) => sum + count);

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
                return tag.Value as string ?? "";
        }
        return "";
    }
}
