using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messages;

/// <summary>The attributes of CloudEvents 1.0 in structured JSON that every message has alike.</summary>
internal abstract class CloudEvent
{
    // Places of attributes: each kind of message has its own id, subject, sequence and data.
    protected const int OfVersion = 0;
    protected const int OfId = 1;
    protected const int OfSource = 2;
    protected const int OfType = 3;
    protected const int OfSubject = 4;
    protected const int OfTime = 5;
    protected const int OfContent = 6;
    protected const int OfSequence = 7;
    protected const int OfTrace = 8;
    protected const int OfData = 9;

    private protected CloudEvent(string type, DateTimeOffset time, string? trace)
    {
        SpecVersion = "1.0";
        Source = "/leadscoring";
        Type = type;
        Time = time.UtcDateTime;
        DataContentType = "application/json";
        TraceParent = trace;
    }

    /// <summary>Version of CloudEvents.</summary>
    [JsonPropertyName("specversion")]
    [JsonPropertyOrder(OfVersion)]
    [AllowedValues("1.0")]
    public string SpecVersion { get; }

    /// <summary>Always the same: one installation sends to one topic.</summary>
    [JsonPropertyName("source")]
    [JsonPropertyOrder(OfSource)]
    [AllowedValues("/leadscoring")]
    public string Source { get; }

    /// <summary>What happened. Equal to the Service Bus Subject and the application property type.</summary>
    [JsonPropertyName("type")]
    [JsonPropertyOrder(OfType)]
    public string Type { get; }

    /// <summary>When it was decided, in UTC; of a message that waited, not when it was sent.</summary>
    [JsonPropertyName("time")]
    [JsonPropertyOrder(OfTime)]
    public DateTime Time { get; }

    /// <summary>Media type of data.</summary>
    [JsonPropertyName("datacontenttype")]
    [JsonPropertyOrder(OfContent)]
    [AllowedValues("application/json")]
    public string DataContentType { get; }

    /// <summary>The CloudEvents extension for distributed tracing, a W3C traceparent: the trace of the request, the message or the night that led to the decision. Continue it in the spans of your own work, so that one trace shows the way from the event to your system; else ignore it. The same message sent again has the same. Absent where there was none.</summary>
    [JsonPropertyName("traceparent")]
    [JsonPropertyOrder(OfTrace)]
    [RegularExpression(MessagePatterns.Trace)]
    public string? TraceParent { get; }
}
