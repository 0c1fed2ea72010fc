using System.Diagnostics;

namespace LeadScoring.CrmConnector.Messages;

/// <summary>Goes on with the trace that a message carries, from the event that caused it on: the CloudEvents extension <c>traceparent</c>.</summary>
internal static class MessageTrace
{
    /// <summary>Name of the source of its spans.</summary>
    public const string SourceName = "LeadScoring.CrmConnector";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The span of a message; null where nobody listens. Without a usable context it begins a trace.</summary>
    /// <param name="message">Null when it could not be read.</param>
    /// <param name="messageId">An id, no address.</param>
    public static Activity? Continue(LeadMessage? message, string messageId)
    {
        _ = ActivityContext.TryParse(message?.TraceParent, traceState: null, isRemote: true, out var parent);
        return Source.StartActivity("crm", ActivityKind.Consumer, parent)?.SetTag("leadscoring.message", messageId).SetTag("leadscoring.lead", message?.Lead).SetTag("leadscoring.type", message?.Type);
    }
}
