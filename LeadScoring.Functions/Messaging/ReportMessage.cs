using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messaging;

/// <summary>A long explanation to be computed. On the queue <c>lead-report</c>.</summary>
/// <param name="Delays">How often it was put off for a passing reason.</param>
public sealed record ReportMessage(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent = null,
    [property: JsonPropertyName("delays"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Delays = 0);
