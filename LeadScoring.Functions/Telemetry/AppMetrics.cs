using System.Diagnostics.Metrics;

namespace LeadScoring.Functions.Telemetry;

/// <summary>All metrics of the app, on the meter <c>LeadScoring</c>. Described in docs/reference/metrics.md.</summary>
public sealed class AppMetrics
{
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
    private readonly Counter<long> _refused;
    private readonly Counter<long> _accessRefused;
    private readonly Counter<long> _audited;
    private readonly Histogram<double> _outboxAge;
    private readonly Gauge<long> _queueDepth;
    private readonly Gauge<long> _parked;
    private readonly Gauge<double> _nightAge;

    public AppMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _captured = meter.CreateCounter<long>("leadscoring.events.captured", "{event}", "Events captured, by outcome.");
        _suspected = meter.CreateCounter<long>("leadscoring.events.suspected", "{event}", "Events that do not count, because a machine seems to have made them.");
        _storageOperations = meter.CreateCounter<long>(StorageOperations, "{operation}", "Requests to storage, retries included.");
        _captureToScore = meter.CreateHistogram<double>("leadscoring.capture_to_score", "s", "From receiving an event to committing its score.");
        _leadsRescored = meter.CreateCounter<long>("leadscoring.leads.rescored", "{lead}", "Batches committed for leads.");
        _decisions = meter.CreateCounter<long>("leadscoring.decisions", "{decision}", "Decisions committed, by type.");
        _published = meter.CreateCounter<long>("leadscoring.messages.published", "{message}", "Messages that the topic accepted.");
        _sweepVisits = meter.CreateCounter<long>("leadscoring.sweep.visits", "{lead}", "Leads visited because they were due.");
        _refused = meter.CreateCounter<long>("leadscoring.requests.refused", "{request}", "Webhook requests that were refused, by source and reason.");
        _accessRefused = meter.CreateCounter<long>("leadscoring.access.refused", "{request}", "Requests that were refused for their key or role, by reason.");
        _audited = meter.CreateCounter<long>("leadscoring.access.audited", "{request}", "Calls in the audit log, by action and outcome.");
        // From what nobody notices to what alerts tell: 15 minutes is a bound.
        var ages = new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 14400, 86400] };
        _outboxAge = meter.CreateHistogram("leadscoring.outbox.age", "s", "How old a message is when it is sent, and each time it has to wait.", tags: null, ages);
        _queueDepth = meter.CreateGauge<long>("leadscoring.queue.depth", "{message}", "Messages on a queue, roughly.");
        _parked = meter.CreateGauge<long>("leadscoring.parked", "{item}", "Leads and messages that failed for good.");
        _nightAge = meter.CreateGauge<double>("leadscoring.night.age", "s", "Since the newest night was started.");
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

    /// <summary>Counts a webhook request that was not taken.</summary>
    /// <param name="source">A source of the catalog, or <c>unknown</c>: never what the address says.</param>
    /// <param name="reason">The code of the answer.</param>
    public void Refused(string source, string reason) => _refused.Add(1, new("source", source), new("reason", reason));

    /// <summary>Counts a request that was refused for its key or role.</summary>
    /// <param name="reason">no-key, unknown-key, expired-key, ended-session, used-link, role or other-site.</param>
    public void AccessRefused(string reason) => _accessRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts a call that the audit log has.</summary>
    public void Audited(string action, string outcome) => _audited.Add(1, new("action", action), new("outcome", outcome));

    /// <summary>Records how old a message of an outbox is.</summary>
    public void OutboxAge(TimeSpan age) => _outboxAge.Record(Math.Max(age.TotalSeconds, 0));

    /// <summary>Reports how many messages are on a queue.</summary>
    public void QueueDepth(string queue, int messages) => _queueDepth.Record(messages, new KeyValuePair<string, object?>("queue", queue));

    /// <summary>Reports how much is parked; kind is lead or message.</summary>
    public void Parked(string kind, int count) => _parked.Record(count, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Reports how long ago the newest night was started.</summary>
    public void NightAge(TimeSpan age) => _nightAge.Record(age.TotalSeconds);
}
