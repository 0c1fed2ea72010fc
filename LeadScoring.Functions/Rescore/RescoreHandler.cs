using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Parking;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Works through the leads of a message, each by itself. A lead that is not done for a passing reason is enqueued anew with a growing delay, so
/// that an outage never poisons; one that fails otherwise is tried five times and then parked, while the others go on.
/// </summary>
public sealed partial class RescoreHandler(
    LeadRescorer rescorer, IQueues queues, ParkedStore parked, TimeProvider clock, ILogger<RescoreHandler> log)
{
    private const int MaxFailures = 5;
    private const int LeadsAtOnce = 16;

    // Some two hours: a deploy is over long before; one that was taken back is not to go unseen.
    private const int MostDelaysForNewer = 18;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    /// <summary>Works on a message of the queue <c>lead-rescore</c>.</summary>
    /// <exception cref="JsonException">The message is none; the host moves it to the poison queue after five tries.</exception>
    public async Task Handle(BinaryData body, CancellationToken cancellation)
    {
        var message = JsonSerializer.Deserialize(body, MessagingJson.Default.RescoreMessage) ?? throw new JsonException("The message is empty.");
        var ended = new LeadEnd[message.Leads.Length];
        await Parallel.ForAsync(
            0,
            message.Leads.Length,
            new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation },
            async (i, token) => ended[i] = await Visit(message.Leads[i], message.Evaluate, token));

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
    public async Task<LeadEnd> Visit(string leadId, bool evaluate, CancellationToken cancellation)
    {
        try
        {
            return new LeadEnd(leadId, await rescorer.Run(leadId, evaluate, cancellation), null);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            return new LeadEnd(leadId, Faults.IsPassing(fault) ? LeadOutcome.Later(null) : null, fault);
        }
    }

    /// <summary>Enqueues a lead for later: its work could not be finished for a passing reason.</summary>
    public Task PutOff(IReadOnlyCollection<string> leads, bool evaluate, int delays, TimeSpan delay, CancellationToken cancellation)
    {
        LogPutOff(leads.Count, delay);
        var message = new RescoreMessage { Leads = [.. leads], Evaluate = evaluate, Delays = delays };
        return queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.RescoreMessage), delay, cancellation);
    }

    /// <summary>Counts a failure of a lead: another try, or the fifth and the lead is parked.</summary>
    public async Task Fail(string leadId, Exception fault, bool evaluate, int failures, CancellationToken cancellation)
    {
        var code = Faults.CodeOf(fault);
        LogFailed(leadId, code, failures, Faults.ReasonOf(fault));
        if (failures >= MaxFailures)
        {
            await parked.Park(new ParkedLead(leadId, code, Faults.ReasonOf(fault), failures, clock.GetUtcNow()), cancellation);
            return;
        }

        var message = new RescoreMessage { Leads = [leadId], Evaluate = evaluate, Failures = failures };
        await queues.Send(QueueNames.Rescore, Json.Binary(message, MessagingJson.Default.RescoreMessage), TimeSpan.FromSeconds(1), cancellation);
    }

    private async Task PutOff(RescoreMessage message, LeadEnd[] ended, CancellationToken cancellation)
    {
        var later = ended.Where(end => end.Outcome is { IsDone: false }).ToList();
        foreach (var stuck in later.Where(end => message.Delays >= MostDelaysForNewer && Faults.IsNewer(end.Fault)))
            await Fail(stuck.LeadId, stuck.Fault!, message.Evaluate, MaxFailures, cancellation);
        later.RemoveAll(end => message.Delays >= MostDelaysForNewer && Faults.IsNewer(end.Fault));
        if (later.Count == 0)
            return;

        var delay = DelayAfter(message.Delays);
        if (later.Max(end => end.Outcome!.Value.RetryAt) is { } retryAt && retryAt - clock.GetUtcNow() > delay)
            delay = retryAt - clock.GetUtcNow();
        await PutOff([.. later.Select(end => end.LeadId)], message.Evaluate, message.Delays + 1, delay, cancellation);
    }

    private async Task Fail(RescoreMessage message, LeadEnd[] ended, CancellationToken cancellation)
    {
        foreach (var end in ended.Where(end => end.Outcome is null))
            await Fail(end.LeadId, end.Fault!, message.Evaluate, message.Failures + 1, cancellation);
    }

    // 10 s, 20 s, 40 s ... 10 min.
    internal static TimeSpan DelayAfter(int delays) =>
        TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << Math.Min(delays, 10), LongestDelay.Ticks));

    [LoggerMessage(2001, LogLevel.Warning, "{Count} leads are put off for {Delay}: a dependency fails for the moment, or a newer process is to take them.")]
    private partial void LogPutOff(int count, TimeSpan delay);

    [LoggerMessage(2002, LogLevel.Error, "Lead {LeadId} failed ({Code}), attempt {Attempt}: {Reason}")]
    private partial void LogFailed(string leadId, string code, int attempt, string reason);
}

/// <summary>How work on a lead ended.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Outcome">Null when it failed for another than a passing reason.</param>
/// <param name="Fault">What happened; null when nothing did.</param>
public readonly record struct LeadEnd(string LeadId, LeadOutcome? Outcome, Exception? Fault);
