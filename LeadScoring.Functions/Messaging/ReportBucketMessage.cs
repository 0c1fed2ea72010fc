using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messaging;

/// <summary>A bucket of leads to be read for a report. On the queue <c>lead-report</c>, beside messages that ask for an explanation: those have no <c>report</c>.</summary>
public sealed record ReportBucketMessage
{
    /// <summary>Name of the report; null in a message of another kind.</summary>
    [JsonPropertyName("report")]
    public string? Report { get; init; }

    /// <summary>Id of the question.</summary>
    [JsonPropertyName("id")]
    public string Id { get; init; } = "";

    /// <summary>Number of the computation: a message of an older one has nothing to do any more.</summary>
    [JsonPropertyName("run")]
    public int Run { get; init; }

    [JsonPropertyName("bucket")]
    public int Bucket { get; init; }

    /// <summary>How often it was put off for a passing reason.</summary>
    [JsonPropertyName("delays")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Delays { get; init; }

    /// <summary>W3C trace context of the request that caused it.</summary>
    [JsonPropertyName("traceparent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}
