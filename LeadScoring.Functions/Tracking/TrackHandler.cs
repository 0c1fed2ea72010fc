using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// Answers <c>/track</c>. Nothing about the sender is proven: an origin keeps other sites' pages out, not programs. So what is taken here is only what
/// <see cref="VisitRules"/> allow, and what they refuse is answered and not kept: anybody could fill Rejected.
/// </summary>
public sealed class TrackHandler(
    TrackingOptions options, TrackLimiter limiter, IdentifyLimiter newLeads, FastTrackLimiter fastTracks, ISecrets secrets, CaptureHandler capture, AppMetrics metrics, TimeProvider clock)
{
    // What browsers deliver of a page that is being left.
    private const int BodyBytes = 64 * 1024;

    private readonly SiteOrigins _origins = new(options.Origins);
    private readonly VisitRules _rules = new(options, new IdentitySignature(options.IdentifySecrets, secrets));

    /// <summary>Answers <c>GET /track.js</c>, on any page: which sites may send is asked when they do.</summary>
    public IActionResult Script(HttpRequest request)
    {
        _origins.Admit(request);
        return TrackScript.Instance;
    }

    /// <summary>Answers <c>POST</c> and <c>OPTIONS /track</c>.</summary>
    public async Task<IActionResult> Handle(HttpRequest request, CancellationToken cancellation)
    {
        // Before anything else, since a page may read only answers that carry the header, refusals among them.
        if (_origins.Admit(request) is not { } site)
            return TrackProblems.UnknownOrigin.ToResult();
        if (HttpMethods.IsOptions(request.Method))
            return NoContent.Preflight;
        if (Objection.IsIn(request.Headers) || Crawlers.Has(request.Headers.UserAgent.ToString()))
            return NoContent.Instance;
        if (!limiter.TryTake(site, ClientAddress.Of(request), out var retryAfter))
            return TrackProblems.TooMany(retryAfter).ToResult();

        var (body, refusal) = await BodyReader.Read(request, BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();
        var now = clock.GetUtcNow();
        var parsed = EventParser.Parse(body, requestId: null, now);
        if ((parsed.Error ?? TrackErrors.TooMany(parsed.Events.Count + parsed.Refused.Count)) is { } error)
            return Problem.BadRequest(error.Code, error.Detail, error.Fix, [error]).ToResult();
        return await Take(parsed, site, ClientAddress.Of(request), now, cancellation);
    }

    private async Task<IActionResult> Take(ParsedBody parsed, string site, string address, DateTimeOffset now, CancellationToken cancellation)
    {
        var refused = parsed.Refused.Select(static item => (item.Index, item.Errors)).ToList();
        var visits = new List<(int, StoredEvent)>();
        var counted = _origins.CountedAs(site);
        foreach (var (index, captured) in parsed.Events)
        {
            if (_rules.Check(captured, index, now) is { Count: > 0 } errors)
            {
                refused.Add((index, errors));
            }
            else if (VisitRules.NamedBy(captured) is { } email && !VisitRules.IsSigned(captured) && !await newLeads.TryTake(email, captured.Lead.Visitor!, counted, address, cancellation))
            {
                refused.Add((index, [TrackErrors.TooManyLeads(index)]));
                metrics.Refused("tracker", "LS-TRACK-011");
            }
            else
            {
                visits.Add((index, await fastTracks.Mark(VisitRules.AsSeen(captured, site, now), counted, cancellation)));
            }
        }

        metrics.Captured("rejected", refused.Count);
        if (visits.Count == 0)
        {
            var errors = refused.OrderBy(static item => item.Index).SelectMany(static item => item.Errors).ToList();
            return Problem.BadRequest(errors[0].Code, errors[0].Detail, errors[0].Fix, errors).ToResult();
        }

        var taken = await capture.Take(new ParsedBody(visits, [], null, site), cancellation);
        refused.AddRange(taken.Refused.Select(static item => (item.Index, item.Errors)));
        var named = refused.OrderBy(static item => item.Index).SelectMany(static item => item.Errors.Select(error => RejectedItem.Of(item.Index, error)));
        // Without the leads' ids, which capture answers: a page is no place for them.
        return new JsonResult<TrackAnswer>(new TrackAnswer(taken.Accepted, taken.Duplicates, [.. named]), TrackJson.Default.TrackAnswer, StatusCodes.Status202Accepted);
    }
}
