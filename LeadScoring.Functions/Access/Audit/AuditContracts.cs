using System.Text.Json.Serialization;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Access.Audit;

/// <summary>Answer of <c>GET /api/v1/audit</c>.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Continuation">Where the next page begins; absent on the last page.</param>
public sealed record AuditedCalls(
    [property: JsonPropertyName("items")] IReadOnlyList<AuditedCall> Items,
    [property: JsonPropertyName("continuation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Continuation);

/// <summary>A call that did something, or that was refused.</summary>
/// <param name="At">When it began.</param>
/// <param name="Actor">Who: <c>key:{name}</c>, or <c>person:{object id}</c> of somebody who signed in.</param>
/// <param name="Action">What, such as <c>lead.erase</c>; <c>access.refused</c> for a call that was refused.</param>
/// <param name="Subject">What it was done to, as ids; of a refused call the function. Absent where the path names nothing, or no id.</param>
/// <param name="Outcome">The HTTP status of the answer, <c>failed</c>, or <c>started</c> while the call runs, or when the process ended before it was done.</param>
public sealed record AuditedCall(
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("actor")] string Actor,
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    [property: JsonPropertyName("outcome")] string Outcome);

/// <summary>JSON of the audit log.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(AuditedCalls))]
internal sealed partial class AuditJson : JsonSerializerContext;
