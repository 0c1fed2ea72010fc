using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messaging;

/// <summary>An explanation or a curve to be computed from a long log. On the queue <c>lead-report</c>.</summary>
/// <param name="AsOf">The day of the explanation; of a curve, the day that was today.</param>
/// <param name="Delays">How often it was put off for a passing reason.</param>
/// <param name="From">The first day of a curve; null for an explanation.</param>
/// <param name="To">The last day of a curve; null for an explanation.</param>
public sealed record ReportMessage(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("asOf")] Day AsOf,
    [property: JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent = null,
    [property: JsonPropertyName("delays"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Delays = 0,
    [property: JsonPropertyName("from"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Day? From = null,
    [property: JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Day? To = null);
