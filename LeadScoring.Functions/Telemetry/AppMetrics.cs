using System.Diagnostics.Metrics;

namespace LeadScoring.Functions.Telemetry;

/// <summary>All metrics of the app, on the meter <c>LeadScoring</c>. Described in docs/reference/metrics.md.</summary>
public sealed class AppMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "LeadScoring";

    /// <summary>Name of the counter of storage operations.</summary>
    public const string StorageOperations = "leadscoring.storage.operations";

    private readonly Counter<long> _captured;
    private readonly Counter<long> _suspected;
    private readonly Counter<long> _storageOperations;
    private readonly Histogram<double> _captureToScore;
    private readonly Counter<long> _leadsRescored;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _published;
    private readonly Counter<long> _sweepVisits;

    public AppMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _captured = meter.CreateCounter<long>("leadscoring.events.captured", "{event}", "Events taken in, by outcome.");
        _suspected = meter.CreateCounter<long>("leadscoring.events.suspected", "{event}", "Events that do not count, because a machine seems to have made them.");
        _storageOperations = meter.CreateCounter<long>(StorageOperations, "{operation}", "Requests to storage, retries included.");
        _captureToScore = meter.CreateHistogram<double>("leadscoring.capture_to_score", "s", "From receiving an event to committing its score.");
        _leadsRescored = meter.CreateCounter<long>("leadscoring.leads.rescored", "{lead}", "Batches committed for leads.");
        _decisions = meter.CreateCounter<long>("leadscoring.decisions", "{decision}", "Decisions committed, by type.");
        _published = meter.CreateCounter<long>("leadscoring.messages.published", "{message}", "Messages the topic took.");
        _sweepVisits = meter.CreateCounter<long>("leadscoring.sweep.visits", "{lead}", "Leads visited because they were due.");
    }

    /// <summary>Counts events taken in; outcome is accepted, duplicate or rejected.</summary>
    public void Captured(string outcome, int events)
    {
        if (events > 0)
            _captured.Add(events, new KeyValuePair<string, object?>("outcome", outcome));
    }

    /// <summary>Counts events that are suspected now and were not before.</summary>
    public void Suspected(int events)
    {
        if (events > 0)
            _suspected.Add(events);
    }

    /// <summary>Counts one request to storage.</summary>
    public void StorageOperation(string service, string operation) =>
        _storageOperations.Add(1, new("service", service), new("operation", operation));

    /// <summary>Records how long an event waited for its score.</summary>
    public void CaptureToScore(TimeSpan waited) => _captureToScore.Record(waited.TotalSeconds);

    /// <summary>Counts one committed batch of a lead.</summary>
    public void LeadRescored() => _leadsRescored.Add(1);

    /// <summary>Counts a committed decision.</summary>
    public void Decided(string type) => _decisions.Add(1, new KeyValuePair<string, object?>("type", type));

    /// <summary>Counts a message that the topic took.</summary>
    public void Published(string type) => _published.Add(1, new KeyValuePair<string, object?>("type", type));

    /// <summary>Counts a visit to a lead that was due.</summary>
    public void SweepVisit() => _sweepVisits.Add(1);
}
