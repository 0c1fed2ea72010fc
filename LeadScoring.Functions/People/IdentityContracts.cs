using System.Text.Json.Serialization;

namespace LeadScoring.Functions.People;

/// <summary>Answer of <c>POST /api/v1/leads/{lead}/merge</c> and <c>/unmerge</c>: the work is on the queue.</summary>
/// <param name="Lead">The lead that is merged, or that is one of its own again.</param>
/// <param name="Into">The lead that has its events from now on, or had them until now.</param>
/// <param name="State"><c>merging</c>, <c>merged</c> when it was already, or <c>unmerging</c>.</param>
public sealed record MergeAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("into")] string Into,
    [property: JsonPropertyName("state")] string State);

/// <summary>Answer of <c>DELETE /api/v1/leads/{lead}</c>.</summary>
/// <param name="Lead">The person's lead; leads that were merged into it are erased with it.</param>
/// <param name="State"><c>erasing</c>: nothing can be read any more, and what is stored is being deleted.</param>
public sealed record ErasureAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("state")] string State);

/// <summary>JSON of the routes of identity.</summary>
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(ErasureAnswer))]
internal sealed partial class IdentityJson : JsonSerializerContext;
