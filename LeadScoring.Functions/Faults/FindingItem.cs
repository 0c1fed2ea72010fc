using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Faults;

/// <summary>Something wrong or doubtful in a model document.</summary>
/// <param name="Severity"><c>error</c> stops a publish; <c>warning</c> does not.</param>
public sealed record FindingItem(
    [property: JsonPropertyName("line")] int Line,
    [property: JsonPropertyName("column")] int Column,
    [property: JsonPropertyName("severity")] string Severity,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix);
