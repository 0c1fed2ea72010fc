using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messages;

/// <summary>Which model a message of the app itself is about. Closed: the cases below are all there are.</summary>
[JsonDerivedType(typeof(ReviewDueData))]
internal abstract class SystemData
{
    // Places of members: the model first.
    protected const int OfModel = 0;
    protected const int OfCase = 1;

    private protected SystemData(ModelDefinition definition, int version)
    {
        Model = definition.Id;
        Title = definition.Title;
        Version = version;
    }

    /// <summary>Id of the model.</summary>
    [JsonPropertyName("model")]
    [JsonPropertyOrder(OfModel)]
    [RegularExpression(MessagePatterns.Id)]
    public string Model { get; }

    /// <summary>What people call the model.</summary>
    [JsonPropertyName("title")]
    [JsonPropertyOrder(OfModel)]
    [MinLength(1)]
    public string Title { get; }

    /// <summary>The published version that is live.</summary>
    [JsonPropertyName("version")]
    [JsonPropertyOrder(OfModel)]
    [Range(1, int.MaxValue)]
    public int Version { get; }
}

/// <summary>The day has come by which people mean to review a model (review in its document). Once per version. Look at the model with marketing and sales, and publish what you found: that sets the next date. About no lead.</summary>
[MessageType(SystemMessages.ReviewDueType, "Review due")]
internal sealed class ReviewDueData : SystemData
{
    internal ReviewDueData(ModelDefinition definition, int version, DateTimeOffset publishedAt, Day reviewBy)
        : base(definition, version)
    {
        PublishedAt = publishedAt.UtcDateTime;
        ReviewBy = reviewBy;
        TimeZone = definition.TimeZone.Id is "UTC" ? null : definition.TimeZone.Id;
    }

    /// <summary>When the version was published, in UTC.</summary>
    [JsonPropertyName("publishedAt")]
    [JsonPropertyOrder(OfCase)]
    public DateTime PublishedAt { get; }

    /// <summary>The day by which it was to be reviewed, in the time zone of the model.</summary>
    [JsonPropertyName("reviewBy")]
    [JsonPropertyOrder(OfCase)]
    public Day ReviewBy { get; }

    /// <summary>The time zone of the model by its IANA name, e.g. America/Los_Angeles. Absent for UTC.</summary>
    [JsonPropertyName("timeZone")]
    [JsonPropertyOrder(OfCase)]
    public string? TimeZone { get; }
}
