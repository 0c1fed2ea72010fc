using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messaging;

/// <summary>JSON of queue and topic messages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TopicMessage))]
[JsonSerializable(typeof(VisitRequest))]
[JsonSerializable(typeof(SweepMessage))]
[JsonSerializable(typeof(RebuildMessage))]
public sealed partial class MessagingJson : JsonSerializerContext;
