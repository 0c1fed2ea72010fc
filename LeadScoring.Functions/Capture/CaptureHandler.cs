using System.Collections.Concurrent;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Capture;

/// <summary>
/// Takes events in. After a 2xx every accepted event is durable and a message for its lead is on the queue; any failure before is a 503, and the
/// sender's repetition completes what was begun, since every step may be repeated.
/// </summary>
public sealed class CaptureHandler(
    PendingStore pending, RequestBindings bindings, RejectedStore rejected, RescoreRequests requests, LeadIds leadIds, AppMetrics metrics, TimeProvider clock)
{
    private const int LeadsAtOnce = 32;

    /// <summary>Answers <c>POST /api/v1/events</c>.</summary>
    public async Task<IActionResult> Handle(HttpRequest request, CancellationToken cancellation)
    {
        if (BodyTypes.Refusal(request.Headers) is { } form)
            return form.ToResult();
        var (body, refusal) = await BodyReader.Read(request, EventLimits.BodyBytes, cancellation);
        if (refusal is not null)
            return refusal.ToResult();

        var parsed = CloudEventBody.ModeOf(request.Headers) is { } mode
            ? CloudEventBody.Parse(mode, request.Headers, body, clock.GetUtcNow())
            : EventParser.Parse(body, RequestIds.Of(request), clock.GetUtcNow());
        if (parsed.Error is { } error)
            return Problem.BadRequest(error.Code, error.Detail, error.Fix, [error]).ToResult();
        if (parsed.Events.Count > 0 && await bindings.Refusal(request.Headers, body!, cancellation) is { } bound)
            return bound.ToResult();
        return await Capture(parsed, cancellation);
    }

    /// <summary>Stores what is usable and says what is not.</summary>
    internal async Task<IActionResult> Capture(ParsedBody parsed, CancellationToken cancellation) => Answer(parsed, await Take(parsed, cancellation));

    /// <summary>Stores what is usable, keeps the rest in Rejected, and enqueues the leads.</summary>
    internal async Task<CaptureOutcome> Take(ParsedBody parsed, CancellationToken cancellation)
    {
        using var span = Traces.Start("capture");
        var refused = new ConcurrentBag<RefusedEvent>(parsed.Refused);
        var items = Group(parsed, refused, out var repeated);
        var outcomes = new ConcurrentDictionary<int, StoreOutcome>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation };
        var waiting = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(items, options, async (lead, token) =>
        {
            var stored = await pending.StoreReceived(lead.Key, [.. lead.Value.Select(item => item.Captured)], token);
            foreach (var ((index, captured), outcome) in lead.Value.Zip(stored))
            {
                outcomes[index] = outcome;
                if (outcome is StoreOutcome.OtherContent or StoreOutcome.OtherContentScored)
                    refused.Add(Other(index, captured));
            }

            if (stored.Any(static outcome => outcome is not (StoreOutcome.Scored or StoreOutcome.OtherContentScored)))
                waiting.Add(lead.Key);
        });

        await Parallel.ForEachAsync(refused, options, async (item, token) => await Keep(parsed.Source, item, token));
        // Last, and also for events that wait already: their first message may have been lost with the process that stored them.
        // In the order of the body, so that the same bodies are worked on in the same order.
        var named = waiting.ToHashSet(StringComparer.Ordinal);
        await Enqueue([.. items.Keys.Where(named.Contains)], cancellation);
        var outcome = new CaptureOutcome(
            outcomes.Values.Count(stored => stored == StoreOutcome.Stored),
            repeated + outcomes.Values.Count(stored => stored is StoreOutcome.Known or StoreOutcome.Scored),
            [.. refused.OrderBy(item => item.Index)]);
        span?.SetTag(SpanTags.Leads, items.Count).SetTag(SpanTags.Accepted, outcome.Accepted).SetTag(SpanTags.Duplicates, outcome.Duplicates).SetTag(SpanTags.Rejected, outcome.Refused.Count);
        metrics.Captured("accepted", outcome.Accepted);
        metrics.Captured("duplicate", outcome.Duplicates);
        metrics.Captured("rejected", outcome.Refused.Count);
        return outcome;
    }

    /// <summary>Counts events that a caller found to be known, and does not pass on.</summary>
    internal void CountKnown(int duplicates) => metrics.Captured("duplicate", duplicates);

    // One event per key: repetitions inside the body count as duplicates, other content under the same id is refused.
    private Dictionary<string, List<(int Index, StoredEvent Captured)>> Group(ParsedBody parsed, ConcurrentBag<RefusedEvent> refused, out int repeated)
    {
        repeated = 0;
        var seen = new Dictionary<(string Lead, string Key), string>();
        var leads = new Dictionary<string, List<(int, StoredEvent)>>(StringComparer.Ordinal);
        foreach (var (index, captured) in parsed.Events)
        {
            var lead = leadIds.Of(captured.Lead);
            if (seen.TryGetValue((lead, captured.Key), out var hash))
            {
                if (hash == captured.Hash)
                    repeated++;
                else
                    refused.Add(Other(index, captured));
                continue;
            }

            seen.Add((lead, captured.Key), captured.Hash);
            if (!leads.TryGetValue(lead, out var events))
                leads.Add(lead, events = []);
            events.Add((index, captured));
        }

        return leads;
    }

    private Task Keep(string source, RefusedEvent item, CancellationToken cancellation) => rejected.Keep(
        new RejectedEvent(source, item.Text, item.Errors, clock.GetUtcNow(), item.Lead is null ? null : leadIds.Of(item.Lead)), cancellation);

    private Task Enqueue(string[] leads, CancellationToken cancellation) => Task.WhenAll(
        leads.Chunk(VisitRequest.MaxLeads).Select(chunk => requests.Ask(new VisitRequest { Leads = [.. chunk] }, TimeSpan.Zero, cancellation)));

    private IActionResult Answer(ParsedBody parsed, CaptureOutcome outcome)
    {
        var errors = outcome.Refused.SelectMany(item => item.Errors.Select(error => (item.Index, error))).ToList();
        if (parsed.Events.Count == 0 && errors.Count > 0)
        {
            return Problem.BadRequest(
                errors[0].error.Code, errors[0].error.Detail, errors[0].error.Fix, [.. errors.Select(item => item.error)]).ToResult();
        }

        var others = outcome.Refused.Select(item => item.Index).ToHashSet();
        return new JsonResult<CaptureAnswer>(
            new CaptureAnswer(
                outcome.Accepted,
                outcome.Duplicates,
                [.. errors.Select(item => RejectedItem.Of(item.Index, item.error))],
                [.. parsed.Events.Where(item => !others.Contains(item.Index)).Select(item => Item(item.Captured))]),
            CaptureJson.Default.CaptureAnswer,
            StatusCodes.Status202Accepted);
    }

    private CapturedItem Item(StoredEvent captured) =>
        new(captured.Event.Id, leadIds.Of(captured.Lead), LeadProfile.LeftOutOf(captured.Event) is { IsEmpty: false } leftOut ? leftOut : null);

    private static RefusedEvent Other(int index, StoredEvent captured) => new(
        index,
        [EventErrors.OtherContent($"/{index}")],
        System.Text.Encoding.UTF8.GetString(StoredEventJson.Write(captured)),
        captured.Lead);
}

/// <summary>What became of a body's events.</summary>
/// <param name="Accepted">Stored now.</param>
/// <param name="Duplicates">Known, or repeated in the body.</param>
/// <param name="Refused">Kept in Rejected, in the body's order.</param>
internal sealed record CaptureOutcome(int Accepted, int Duplicates, IReadOnlyList<RefusedEvent> Refused);
