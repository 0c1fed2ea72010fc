using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Models;

/// <summary>Answer of <c>GET /api/v1/vocabulary</c>: what a model can ask for.</summary>
/// <param name="Leads">How many leads were looked at.</param>
/// <param name="Complete">Whether these were all leads; otherwise they are a sample.</param>
/// <param name="Events">How many events were looked at.</param>
/// <param name="Types">Event types that the log carries.</param>
/// <param name="Attributes">Attributes that profiles are told.</param>
public sealed record VocabularyAnswer(
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("complete")] bool Complete,
    [property: JsonPropertyName("events")] long Events,
    [property: JsonPropertyName("types")] IReadOnlyList<VocabularyType> Types,
    [property: JsonPropertyName("attributes")] IReadOnlyList<VocabularyField> Attributes);

/// <summary>An event type.</summary>
/// <param name="Events">How many of the events looked at are of it.</param>
public sealed record VocabularyType(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("events")] long Events,
    [property: JsonPropertyName("properties")] IReadOnlyList<VocabularyField> Properties);

/// <summary>A property or an attribute.</summary>
/// <param name="Events">How many of the events looked at have it.</param>
/// <param name="Values">Its values, where they are few and none tells who somebody is; otherwise absent.</param>
public sealed record VocabularyField(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("events")] long Events,
    [property: JsonPropertyName("values")] IReadOnlyList<string>? Values = null);

/// <summary>JSON of the vocabulary.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VocabularyAnswer))]
public sealed partial class VocabularyJson : JsonSerializerContext;
