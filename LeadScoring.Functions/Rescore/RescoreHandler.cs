using System.Collections.Immutable;
using System.Diagnostics;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Works through the leads of a message, each by itself. A lead that is not done for a passing reason is enqueued again with a growing delay, so
/// that an outage never poisons; one that fails otherwise is tried five times and then parked, while the others go on.
/// </summary>
public sealed class RescoreHandler(
    LeadRescorer rescorer, RescoreRequests requests, ParkedStore parked, TimeProvider clock, ILogger<RescoreHandler> log)
{
    /// <summary>A lead that fails so often in a row is parked.</summary>
    internal const int MaxFailures = 5;

    private const int LeadsAtOnce = 16;
    private const int MostReasons = 3;

    private QueueMessageReader Messages => new(QueueNames.Rescore, log);

    /// <summary>Works on a message of the queue <c>lead-rescore</c>.</summary>
    /// <exception cref="UnreadableMessageException">The message is none; the host moves it to the poison queue after five tries.</exception>
    public async Task Handle(BinaryData body, CancellationToken cancellation)
    {
        var message = Messages.Read(body, MessagingJson.Default.VisitRequest, "leads");
        var ended = new LeadEnd[message.Leads.Length];
        await Parallel.ForAsync(
            0,
            message.Leads.Length,
            new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation },
            async (i, token) => ended[i] = await Visit(message, message.Leads[i], token));

        // The message is completed only after what is left over is on the queue again.
        await PutOff(message, ended, cancellation);
        await Fail(message, ended, cancellation);
        if (message.Failures > 0)
        {
            foreach (var well in ended.Where(end => end.Outcome is { IsDone: true }))
                await parked.Release(well.LeadId, cancellation);
        }
    }

    /// <summary>Works on one lead; a fault is part of the result.</summary>
    /// <param name="span">Says how it ended; null where nobody listens.</param>
    public async Task<LeadEnd> Visit(string leadId, bool evaluate, Activity? span, CancellationToken cancellation)
    {
        span?.SetTag(SpanTags.Lead, leadId);
        try
        {
            var outcome = await rescorer.Run(leadId, evaluate, cancellation);
            span?.SetTag(SpanTags.Outcome, outcome.IsDone ? "done" : "later");
            return new LeadEnd(leadId, outcome, null);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            var passes = Failure.IsTransient(fault);
            span?.SetTag(SpanTags.Outcome, passes ? "later" : "failed").SetTag(SpanTags.Code, passes ? null : Failure.CodeOf(fault)).SetStatus(ActivityStatusCode.Error);
            return new LeadEnd(leadId, passes ? LeadOutcome.Later(null) : null, fault);
        }
    }

    /// <summary>Enqueues leads for later: their work could not be finished for a passing reason.</summary>
    /// <param name="leads">The leads.</param>
    /// <param name="request">What asked for the visits.</param>
    /// <param name="delay">How long to wait.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public Task PutOff(IReadOnlyCollection<LeadEnd> leads, VisitRequest request, TimeSpan delay, CancellationToken cancellation)
    {
        log.LeadsPutOff(leads.Count, delay, string.Join(' ', leads.Select(static end => end.LaterBecause).Distinct(StringComparer.Ordinal).Take(MostReasons)));
        return requests.Ask(request.PutOff(leads.Select(static end => end.LeadId)), delay, cancellation);
    }

    /// <summary>Counts a failure of a lead: another try, or the fifth and the lead is parked.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="fault">What happened.</param>
    /// <param name="request">What asked for the visit.</param>
    /// <param name="cancellation">Ends the sending.</param>
    public async Task Fail(string leadId, Exception fault, VisitRequest request, CancellationToken cancellation)
    {
        var retry = request.Failed(leadId);
        var code = Failure.CodeOf(fault);
        log.LeadFailed(leadId, code, retry.Failures, Failure.ReasonOf(fault));
        if (retry.Failures >= MaxFailures)
            await parked.Park(new ParkedLead(leadId, code, Failure.ReasonOf(fault), retry.Failures, clock.GetUtcNow()), cancellation);
        else
            await requests.Ask(retry, TimeSpan.FromSeconds(1), cancellation);
    }

    private async Task<LeadEnd> Visit(VisitRequest message, string leadId, CancellationToken cancellation)
    {
        using var span = Traces.Continue("rescore", message.TraceParent);
        return await Visit(leadId, message.Evaluate, span, cancellation);
    }

    private async Task PutOff(VisitRequest message, LeadEnd[] ended, CancellationToken cancellation)
    {
        var later = ended.Where(end => end.Outcome is { IsDone: false }).ToList();
        // After a parked lead's hourly try too: each would else begin a row of its own.
        var isStuck = (LeadEnd end) => (message.Failures > 0 || message.Delays >= PutOffs.MostForNewer) && Failure.IsFromNewerVersion(end.Fault);
        foreach (var stuck in later.Where(isStuck))
            await Fail(stuck.LeadId, stuck.Fault!, message with { Failures = MaxFailures - 1 }, cancellation);
        later.RemoveAll(isStuck.Invoke);
        if (later.Count == 0)
            return;

        var delay = PutOffs.DelayAfter(message.Delays);
        if (later.Max(end => end.Outcome!.Value.RetryAt) is { } retryAt && retryAt - clock.GetUtcNow() > delay)
            delay = retryAt - clock.GetUtcNow();
        await PutOff(later, message, delay, cancellation);
    }

    private async Task Fail(VisitRequest message, LeadEnd[] ended, CancellationToken cancellation)
    {
        foreach (var end in ended.Where(end => end.Outcome is null))
            await Fail(end.LeadId, end.Fault!, message, cancellation);
    }
}

/// <summary>How work on a lead ended.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Outcome">Null when it failed for another than a passing reason.</param>
/// <param name="Fault">What happened; null when nothing did.</param>
public readonly record struct LeadEnd(string LeadId, LeadOutcome? Outcome, Exception? Fault)
{
    /// <summary>Why it is not done, for the log: names the dependency that fails.</summary>
    internal string LaterBecause => Fault is { } fault ? Failure.ReasonOf(fault)
        : Outcome?.RetryAt is not null ? $"The topic {ServiceBusTopic.Name} did not take a message."
        : "The lead has more to do, or is changed by others.";
}
