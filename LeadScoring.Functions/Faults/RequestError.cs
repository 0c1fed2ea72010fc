using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Faults;

/// <summary>One fault in a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the place, from the body's root.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Fix">What to send instead.</param>
public sealed record RequestError(
    [property: JsonPropertyName("pointer")] string Pointer,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix);
