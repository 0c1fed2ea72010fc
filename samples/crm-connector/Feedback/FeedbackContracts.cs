using System.Text.Json.Serialization;

namespace LeadScoring.CrmConnector.Feedback;

/// <summary>Body of <c>POST /api/v1/leads/{lead}/feedback</c>.</summary>
internal sealed record FeedbackBody
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("model")]
    public string? Model { get; init; }

    [JsonPropertyName("epoch")]
    public long? Epoch { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("amount")]
    public decimal? Amount { get; init; }

    [JsonPropertyName("until")]
    public string? Until { get; init; }

    [JsonPropertyName("by")]
    public string? By { get; init; }
}

/// <summary>What the connector reads of a <c>problem+json</c>.</summary>
internal sealed record FeedbackProblem
{
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    [JsonPropertyName("fix")]
    public string? Fix { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(FeedbackProblem))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
