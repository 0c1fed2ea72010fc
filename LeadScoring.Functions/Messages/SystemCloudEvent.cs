using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace LeadScoring.Functions.Messages;

/// <summary>A CloudEvent about the app itself, the same for every type: about a model, and about no lead.</summary>
internal sealed class SystemCloudEvent : CloudEvent
{
    internal SystemCloudEvent(string id, string type, DateTimeOffset time, string? trace, SystemData data)
        : base(type, time, trace)
    {
        Id = id;
        Subject = data.Model;
        Data = data;
    }

    /// <summary>{type}:{model}:{version}. The same message sent again has the same id, so compare it before acting. Equal to the Service Bus MessageId.</summary>
    [JsonPropertyName("id")]
    [JsonPropertyOrder(OfId)]
    [RegularExpression(@"^system(\.[a-z]+)+:[a-z][a-z0-9-]{0,62}:[1-9][0-9]{0,9}$")]
    public string Id { get; }

    /// <summary>The model. Equal to the Service Bus SessionId.</summary>
    [JsonPropertyName("subject")]
    [JsonPropertyOrder(OfSubject)]
    [RegularExpression(MessagePatterns.Id)]
    public string Subject { get; }

    /// <summary>What is said about the model.</summary>
    [JsonPropertyName("data")]
    [JsonPropertyOrder(OfData)]
    public SystemData Data { get; }
}
