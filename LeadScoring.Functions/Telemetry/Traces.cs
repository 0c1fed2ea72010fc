using System.Diagnostics;

namespace LeadScoring.Functions.Telemetry;

/// <summary>
/// The app's spans, on the source <c>LeadScoring</c>, and the W3C trace context in its messages. Described in docs/operations/observability.md. The context
/// travels also where nobody listens, so that a trace of others does not end here.
/// </summary>
internal static class Traces
{
    public const string SourceName = "LeadScoring";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>
    /// What a message that is sent now carries as <c>traceparent</c>; null without a trace. Nothing but the W3C form, which is hexadecimal: what callers
    /// write into <c>tracestate</c>, <c>baggage</c> or <c>Request-Id</c> is free text and stays behind.
    /// </summary>
    public static string? Parent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null;

    /// <summary>A part of what is going on.</summary>
    public static Activity? Start(string name) => Own(Source.StartActivity(name));

    /// <summary>Work that a message asked for: goes on with the message's trace, linked to the host's invocation. Without a usable one it is part of the invocation.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="traceParent">The message's; anything.</param>
    /// <param name="kind">A producer where the message is one to be sent.</param>
    public static Activity? Continue(string name, string? traceParent, ActivityKind kind = ActivityKind.Consumer)
    {
        if (!ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent))
            return Own(Source.StartActivity(name, kind));
        return Own(Source.StartActivity(name, kind, parent, links: LinksBeside(parent)) ?? Carry(name, parent));
    }

    /// <summary>Work with a trace of its own, linked to what is going on: one of so many pieces that nobody could read them as one trace.</summary>
    public static Activity? Apart(string name) => Root(name, ActivityKind.Internal, LinksBeside(default));

    /// <summary>A request, where no Functions host has a span for it. Nothing of its address is in it but the route.</summary>
    /// <param name="function">The function that answers it.</param>
    /// <param name="traceParent">As the caller sent it; anything.</param>
    public static Activity? Serve(string function, string? traceParent) => ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent)
        ? Own(Source.StartActivity(function, ActivityKind.Server, parent) ?? Carry(function, parent))
        : Root(function, ActivityKind.Server, links: null);

    /// <summary>Adds to a number that the span of what is going on shows.</summary>
    public static void Count(string tag, int more)
    {
        if (more > 0 && Activity.Current is { IsAllDataRequested: true } span)
            span.SetTag(tag, more + (span.GetTagItem(tag) as int? ?? 0));
    }

    private static Activity? Root(string name, ActivityKind kind, IEnumerable<ActivityLink>? links)
    {
        var before = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(name, kind, parentContext: default, links: links);
        if (span is null)
            Activity.Current = before;
        return Own(span);
    }

    private static IEnumerable<ActivityLink>? LinksBeside(ActivityContext parent) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && current.SpanId != parent.SpanId ? [new ActivityLink(current.Context)] : null;

    private static Activity Carry(string name, ActivityContext parent) => new Activity(name).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();

    private static Activity? Own(Activity? span)
    {
        // Otherwise it would be inherited and exported; null would mean the parent's.
        if (span is { TraceStateString: { Length: > 0 } })
            span.TraceStateString = "";
        return span;
    }
}
