using System.Collections.Immutable;
using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Report = LeadScoring.Domain.Decisions.Feedback;

namespace LeadScoring.Functions.Feedback;

/// <summary>
/// Answers <c>POST /api/v1/leads/{lead}/feedback</c>. A report is an event of the log like any other: stored, then enqueued, then acknowledged; a sender's
/// repetition counts once. What is refused is kept in Rejected.
/// </summary>
public sealed class FeedbackHandler(
    LeadAddress address, LeadStore leads, LeadMerger merger, ModelCatalog catalog, PendingStore pending, RejectedStore rejected, RescoreRequests requests, AppMetrics metrics, TimeProvider clock)
{
    private const int BodyBytes = 64 * 1024;

    /// <summary>Takes one report.</summary>
    public async Task<IActionResult> Handle(string lead, HttpRequest request, CancellationToken cancellation)
    {
        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var now = clock.GetUtcNow();
        var leadId = address.IdOf(lead);
        var read = leadId is null ? null : await leads.Read(leadId, cancellation);
        // What sales learns of a merged lead is about the one that goes on, which has its stages.
        if (read?.State?.MergedInto is not null)
            read = await leads.Read(await merger.SurvivorOf(read.LeadId, cancellation), cancellation);
        if (read is null or { IsUnknown: true })
            return await Unknown(body, leadId, now, cancellation);

        var active = await catalog.Active(cancellation);
        var parsed = FeedbackParser.Parse(body, RequestIds.Of(request), active.ToDictionary(model => model.Id, model => model.Model.Zone, StringComparer.Ordinal), now);
        if (parsed.Event is not { } e)
            return await Refuse(body, read.LeadId, parsed.Errors, now, cancellation);
        var captured = new StoredEvent { Event = e, Lead = read.Identity(), ReceivedAt = now, Hash = parsed.Hash, WasAhead = parsed.WasAhead };
        var errors = Check(captured, read, active);
        return errors.Count > 0
            ? await Refuse(body, read.LeadId, errors, now, cancellation)
            : await Keep(captured, parsed, read, active, cancellation);
    }

    private async Task<IActionResult> Keep(
        StoredEvent captured, ParsedFeedback parsed, LeadRead read, ImmutableArray<VersionedModel> active, CancellationToken cancellation)
    {
        var outcome = (await pending.StoreReceived(read.LeadId, [captured], cancellation))[0];
        // Also for one that was known: its first message may have been lost with the process that stored it.
        await requests.Ask(read.LeadId, evaluate: false, cancellation);
        if (outcome is StoreOutcome.OtherContent or StoreOutcome.OtherContentScored)
            return await Conflict(captured, read.LeadId, cancellation);

        metrics.Captured(outcome == StoreOutcome.Stored ? "accepted" : "duplicate", 1);
        var isKnown = outcome is StoreOutcome.Known or StoreOutcome.Scored;
        return new JsonResult<FeedbackAnswer>(
            new FeedbackAnswer(
                captured.Event.Id,
                read.LeadId,
                Report.Name(parsed.Kind),
                isKnown,
                FeedbackEffects.Of(read, Report.Of(captured.Event)!, isKnown, active),
                parsed.Notes),
            FeedbackJson.Default.FeedbackAnswer,
            StatusCodes.Status202Accepted);
    }

    private static IReadOnlyList<RequestError> Check(StoredEvent captured, LeadRead read, ImmutableArray<VersionedModel> active)
    {
        var bytes = StoredEventJson.Write(captured).Length;
        if (bytes > EventLimits.EventBytes)
            return [EventErrors.TooLarge("", bytes)];

        // An epoch that was never opened is a mix-up of leads or models: to take it for the newest would be a guess.
        var report = Report.Of(captured.Event)!;
        var newest = active.Where(model => report.Model is null || report.Model == model.Id)
            .Select(model => (model.Id, FeedbackEffects.LifecycleOf(model, read).Epoch))
            .OrderByDescending(model => model.Epoch)
            .FirstOrDefault();
        return newest.Id is not null && report.Epoch > newest.Epoch ? [FeedbackErrors.EpochToCome(report.Epoch.Value, newest.Id, newest.Epoch)] : [];
    }

    private async Task<IActionResult> Unknown(byte[] body, string? leadId, DateTimeOffset now, CancellationToken cancellation)
    {
        var problem = LeadAddress.Unknown;
        await KeepRejected(Encoding.UTF8.GetString(body), leadId, [new RequestError("", problem.Code, problem.Detail, problem.Fix)], now, cancellation);
        return problem.ToResult();
    }

    private async Task<IActionResult> Refuse(byte[] body, string leadId, IReadOnlyList<RequestError> errors, DateTimeOffset now, CancellationToken cancellation)
    {
        await KeepRejected(Encoding.UTF8.GetString(body), leadId, errors, now, cancellation);
        return Problem.BadRequest(errors[0].Code, errors[0].Detail, errors[0].Fix, errors).ToResult();
    }

    private async Task<IActionResult> Conflict(StoredEvent captured, string leadId, CancellationToken cancellation)
    {
        var error = EventErrors.OtherContent("");
        await KeepRejected(Encoding.UTF8.GetString(StoredEventJson.Write(captured)), leadId, [error], captured.ReceivedAt, cancellation);
        return new Problem
        {
            Status = StatusCodes.Status409Conflict,
            Code = error.Code,
            Title = "Another report has this id",
            Detail = error.Detail,
            Fix = error.Fix,
        }.ToResult();
    }

    private Task KeepRejected(string text, string? leadId, IReadOnlyList<RequestError> errors, DateTimeOffset now, CancellationToken cancellation)
    {
        metrics.Captured("rejected", 1);
        return rejected.Keep(new RejectedEvent(FeedbackParser.Source, text, errors, now, leadId), cancellation);
    }
}
