using System.Text;

using Azure;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Mapping;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>
/// Answers <c>/hooks/{source}/{connection}</c>: verify the raw bytes, map, store, enqueue, acknowledge. An authentic delivery is never refused for what is in it:
/// what cannot be mapped is kept in Rejected and acknowledged, since sending it again would not help.
/// </summary>
public sealed class HookHandler(
    SourceCatalog catalog,
    ConnectionStore connections,
    HookLimiter limiter,
    Verifier verifier,
    TokenBindings bindings,
    CaptureHandler capture,
    FastTrackLimiter fastTracks,
    DeliveryCounts counts,
    AppMetrics metrics,
    AppOptions options,
    TimeProvider clock,
    ILogger<HookHandler> logger)
{
    // Does the work for names that lead nowhere.
    private readonly SourceDescriptor _anySource = catalog.All.First(static source => source.Name == "generic");

    /// <summary>Takes a delivery. What is not a POST is a vendor's question whether the hook is there, and is answered without a secret.</summary>
    public async Task<IActionResult> Handle(string source, string connection, HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            if (HttpMethods.IsPost(request.Method))
                return Counted(source, await Receive(catalog.Find(source) ?? _anySource, await connections.Find(source, connection, cancellation), $"{source}/{connection}", request, cancellation));
            if (HttpMethods.IsOptions(request.Method))
                return Handshake.Answer(catalog.Find(source), await connections.Find(source, connection, cancellation), request);
            return Handshake.There;
        }
        catch (RequestFailedException refusal) when (!Failure.IsTransient(refusal))
        {
            // E.g. a right that the app has lost. It does not pass by itself, but what vendors deliver meanwhile is not to be lost.
            logger.DeliveryRefused(refusal.Status, refusal.ErrorCode);
            return Problem.Unavailable("The storage account").ToResult();
        }
    }

    /// <summary>Answers an address below <c>/hooks</c> that names no connection, as one that names an unknown one.</summary>
    public Task<IActionResult> HandleOther(HttpRequest request, CancellationToken cancellation) => Handle("", "", request, cancellation);

    private async Task<IActionResult> Receive(SourceDescriptor source, Connection? connection, string name, HttpRequest request, CancellationToken cancellation)
    {
        if (!limiter.TryTake(out var retryAfter))
            return HookProblems.TooMany(retryAfter).ToResult();
        var (body, refusal) = await BodyReader.ReadBytes(request, source.BodyBytes, cancellation);
        if (body is null)
            return refusal!.ToResult();

        var hook = new HookRequest(request.Method, Url(connection, name, request), request.Headers, request.Query, body);
        switch (verifier.Check(source, connection, hook))
        {
            case Verdict.Verified:
                return await Take(source, connection!, hook, cancellation);
            case Verdict.Probe:
                return Handshake.There;
            case Verdict.NoSecret:
                return await Refuse(connection, HookProblems.NoSecret, cancellation);
            default:
                return await Refuse(connection, HookProblems.NotProven, cancellation);
        }
    }

    private async Task<IActionResult> Take(SourceDescriptor source, Connection connection, HookRequest hook, CancellationToken cancellation)
    {
        if (!limiter.TryTake(connection, out var retryAfter))
            return HookProblems.TooMany(retryAfter).ToResult();
        var now = clock.GetUtcNow();
        using var tree = await BodyTree.Read(source.Mapping, hook.Body, hook.Header("Content-Type"), cancellation);
        if (tree is not null && !await bindings.IsFirst(source, connection, tree.RootElement, cancellation))
            return await Refuse(connection, HookProblems.NotProven, cancellation);

        var mapper = new EventMapper(source, connection);
        var parsed = tree is null
            ? Unreadable(mapper, source, hook)
            : mapper.Map(tree.RootElement, RequestIds.Of(hook.Headers), now);
        var taken = await capture.Take(connection.IsClaimed ? await Limited(parsed, cancellation) : parsed, cancellation);
        await counts.Add(connection, new DeliveryCount(taken.Accepted, taken.Duplicates, taken.Refused.Count, 0, now), cancellation);
        return new JsonResult<HookAnswer>(new HookAnswer(taken.Accepted, taken.Duplicates, taken.Refused.Count), HooksJson.Default.HookAnswer, source.Answer);
    }

    private async Task<ParsedBody> Limited(ParsedBody parsed, CancellationToken cancellation)
    {
        var events = new List<(int, StoredEvent)>(parsed.Events.Count);
        foreach (var (index, captured) in parsed.Events)
            events.Add((index, await fastTracks.Mark(captured, captured.Event.Source, cancellation)));
        return parsed with { Events = events };
    }

    private static ParsedBody Unreadable(EventMapper mapper, SourceDescriptor source, HookRequest hook)
    {
        var isKnown = BodyCharset.TryFind(hook.Header("Content-Type"), out var encoding);
        return mapper.Whole(Encoding.UTF8.GetString(BodyCharset.ToUtf8(encoding, hook.Body)), isKnown ? HookErrors.Unreadable(source.Mapping.Body) : HookErrors.Charset);
    }

    // The same for a connection that does not exist: neither the answer nor the work tells whether it does.
    private async Task<IActionResult> Refuse(Connection? connection, Problem problem, CancellationToken cancellation)
    {
        await counts.AddRefused(connection, clock.GetUtcNow(), cancellation);
        return (limiter.TryTakeUnproven(out var retryAfter) ? problem : HookProblems.TooMany(retryAfter)).ToResult();
    }

    // The name that the catalog has, since that of the address is anybody's.
    private IActionResult Counted(string source, IActionResult answer)
    {
        if (answer is ProblemResult { Problem: var problem })
            metrics.Refused(catalog.Find(source)?.Name ?? "unknown", ReferenceEquals(problem, HookProblems.NoSecret) ? HookProblems.NoSecretCode : problem.Code);
        return answer;
    }

    // Never from Host or X-Forwarded-*: who can set these could move a signature from one address to another.
    private string? Url(Connection? connection, string name, HttpRequest request) =>
        connection?.Url ?? (options.PublicUrl is { } url ? $"{url}/hooks/{name}{request.QueryString.Value}" : null);
}
