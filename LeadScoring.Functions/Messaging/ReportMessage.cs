using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messaging;

/// <summary>A long explanation to be computed. On the queue <c>lead-report</c>.</summary>
public sealed record ReportMessage(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent = null);
