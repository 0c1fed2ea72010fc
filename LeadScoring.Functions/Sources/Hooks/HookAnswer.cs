using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>Answer of a hook: counts only, since anybody at the vendor may read it.</summary>
/// <param name="Accepted">Events stored now.</param>
/// <param name="Duplicates">Events that were there already.</param>
/// <param name="Rejected">Events kept in Rejected.</param>
public sealed record HookAnswer(
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("duplicates")] int Duplicates,
    [property: JsonPropertyName("rejected")] int Rejected);

/// <summary>JSON of hooks.</summary>
[JsonSerializable(typeof(HookAnswer))]
internal sealed partial class HooksJson : JsonSerializerContext;
