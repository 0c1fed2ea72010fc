using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Listens to the logs that it is given, to every trace and static metric of the process, and to the metrics of apps made after it. Keeps what holds a text that must not be there.</summary>
internal sealed class CapturedTelemetry : ILoggerProvider, ILogger
{
    private readonly string _canary;
    private readonly MeterListener _meters;
    private readonly ActivityListener _activities;
    private int _logs;
    private int _traces;
    private int _measurements;

    public CapturedTelemetry(string canary)
    {
        _canary = canary;
        // Apps of earlier tests leave instruments behind by the hundred thousand. They measure nothing any more, and enabling each takes a time that grows with their number.
        var isStarted = false;
        _meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (isStarted || instrument.Meter.Scope is null)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measured(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Measured(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured(instrument, tags));
        _meters.Start();
        isStarted = true;
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Traced,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>What holds the text.</summary>
    public ConcurrentQueue<string> Leaks { get; } = new();

    /// <summary>How much was heard, so that a test can tell silence from deafness.</summary>
    public (int Logs, int Traces, int Measurements) Heard => (_logs, _traces, _measurements);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Keep($"scope: {state} {Values(state)}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _logs);
        Keep($"log: {formatter(state, exception)} {Values(state)} {exception}");
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static string Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(static value => $"{value.Key}={value.Value}")) : "";

    private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Interlocked.Increment(ref _measurements);
        Keep($"metric: {instrument.Name} {Values(tags.ToArray())}");
    }

    private void Traced(Activity activity)
    {
        Interlocked.Increment(ref _traces);
        var events = activity.Events.Select(static one => $"{one.Name} {Values(one.Tags)}");
        Keep($"trace: {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString} {Values(activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', events)}");
    }

    private void Keep(string text)
    {
        if (text.Contains(_canary, StringComparison.OrdinalIgnoreCase))
            Leaks.Enqueue(text);
    }
}
