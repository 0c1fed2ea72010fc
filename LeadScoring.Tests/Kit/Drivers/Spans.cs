using System.Collections.Concurrent;
using System.Diagnostics;

using LeadScoring.CrmConnector.Messages;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>The spans of the app in this process, those of tests that run beside included: ask by trace or by lead.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is Traces.SourceName or MessageTrace.SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What a caller sends as <c>traceparent</c>, of a trace that nobody else has.</summary>
    public static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>The trace of a <c>traceparent</c>.</summary>
    public static string TraceOf(string? traceParent) => ActivityContext.Parse(traceParent!, null).TraceId.ToString();

    /// <summary>Ended spans of a trace, in the order in which they began.</summary>
    public IReadOnlyList<Activity> Of(string traceParent) =>
        [.. _ended.Where(span => span.TraceId.ToString() == TraceOf(traceParent)).OrderBy(static span => span.StartTimeUtc)];

    /// <summary>Ended spans about a lead.</summary>
    public IReadOnlyList<Activity> OfLead(string leadId) => [.. _ended.Where(span => span.GetTagItem(SpanTags.Lead) as string == leadId)];

    /// <summary>Ended spans that are linked to a trace and not part of it.</summary>
    public IReadOnlyList<Activity> LinkedTo(string traceParent) =>
        [.. _ended.Where(span => span.TraceId.ToString() != TraceOf(traceParent) && span.Links.Any(link => link.Context.TraceId.ToString() == TraceOf(traceParent)))];

    public void Dispose() => _listener.Dispose();
}
