using System.Globalization;
using System.Text.Json;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Messages;

/// <summary>Writes what the app says about itself as messages for the topic (docs/reference/messages.md#system-messages).</summary>
internal static class SystemMessages
{
    /// <summary>A review is due.</summary>
    public const string ReviewDueType = TopicMessage.SystemPrefix + "review.due";

    /// <summary>The message that the review of a version is due: one per version, no matter which process writes it, and how often.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="publishedAt">When that was published.</param>
    /// <param name="reviewBy">The day by which it was to be reviewed.</param>
    /// <param name="now">When this is found.</param>
    /// <param name="trace">The W3C trace context in which it is found; null for none.</param>
    public static TopicMessage ReviewDue(ModelDefinition definition, int version, DateTimeOffset publishedAt, Day reviewBy, DateTimeOffset now, string? trace)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{ReviewDueType}:{definition.Id}:{version}");
        var message = new SystemCloudEvent(id, ReviewDueType, now, trace, new ReviewDueData(definition, version, publishedAt, reviewBy));
        return new TopicMessage
        {
            MessageId = id,
            SessionId = message.Subject,
            Subject = ReviewDueType,
            Properties = new ApplicationProperties { Type = ReviewDueType, Model = definition.Id }.ToDictionary(),
            Json = JsonSerializer.SerializeToUtf8Bytes(message, CloudEventsJson.Default.SystemCloudEvent),
        };
    }
}
