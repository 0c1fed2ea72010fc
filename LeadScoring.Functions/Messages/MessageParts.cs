using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Messages;

/// <summary>Whom the message is about, as known when the decision was taken.</summary>
internal sealed class MessageLead
{
    internal MessageLead(MessageContent content)
    {
        Id = content.LeadId;
        Email = content.State.Email;
        Proven = content.State.Profile.IsOnlyClaimed ? false : null;
        Profile = new(new Fields(content.Profile));
        Truncated = MessageContent.UnlessEmpty(content.CutProfile);
    }

    /// <summary>26 characters of 0-9 and a-v. Stays the same for as long as the lead exists; the key for an upsert.</summary>
    [JsonPropertyName("id")]
    [RegularExpression(MessagePatterns.Lead)]
    public string Id { get; }

    /// <summary>E-mail address. Absent for a visitor who has not given one.</summary>
    [JsonPropertyName("email")]
    [EmailAddress]
    [MinLength(3)]
    public string? Email { get; }

    /// <summary>False: all that is known of the lead comes from events that a stranger could have sent, so check who it is. Absent when a proven event is known.</summary>
    [JsonPropertyName("proven")]
    [AllowedValues(false)]
    public bool? Proven { get; }

    /// <summary>The newest value of each attribute, e.g. jobTitle, company. Empty when nothing is known.</summary>
    [JsonPropertyName("profile")]
    public FieldsJson Profile { get; }

    /// <summary>Attributes left out because the message would be larger than 40 KiB; GET /api/v1/leads/{id} has them. Absent when the profile is complete.</summary>
    [JsonPropertyName("truncated")]
    public ImmutableArray<string>? Truncated { get; }
}

/// <summary>The event that caused the message, as it was captured.</summary>
internal sealed class MessageEvent
{
    internal MessageEvent(LeadEvent cause, MessageContent content)
    {
        Id = cause.Id;
        Type = cause.Type;
        Source = cause.Source;
        OccurredAt = cause.OccurredAt.UtcDateTime;
        Properties = new(new Fields(content.Properties));
        Truncated = MessageContent.UnlessEmpty(content.CutProperties);
    }

    /// <summary>The sender's own id of the event.</summary>
    [JsonPropertyName("id")]
    [MinLength(1)]
    public string Id { get; }

    /// <summary>E.g. form.submitted; the model language lists the usual types.</summary>
    [JsonPropertyName("type")]
    [MinLength(1)]
    public string Type { get; }

    /// <summary>Who reported it; with id it identifies the event.</summary>
    [JsonPropertyName("source")]
    [MinLength(1)]
    public string Source { get; }

    /// <summary>When it happened, in UTC.</summary>
    [JsonPropertyName("occurredAt")]
    public DateTime OccurredAt { get; }

    /// <summary>What happened in detail, e.g. form.</summary>
    [JsonPropertyName("properties")]
    public FieldsJson Properties { get; }

    /// <summary>Properties left out because the message would be larger than 40 KiB. Absent when all are there.</summary>
    [JsonPropertyName("truncated")]
    public ImmutableArray<string>? Truncated { get; }
}

/// <summary>Something that the lead did.</summary>
internal sealed class MessageActivity
{
    internal MessageActivity(RecentActivity activity)
    {
        Type = activity.Type;
        At = activity.At.UtcDateTime;
        What = activity.What;
    }

    /// <summary>Type of the event, e.g. page.viewed.</summary>
    [JsonPropertyName("type")]
    [MinLength(1)]
    public string Type { get; }

    /// <summary>When it happened, in UTC.</summary>
    [JsonPropertyName("at")]
    public DateTime At { get; }

    /// <summary>The page, asset, form or campaign in question, cut to 120 characters. Absent when the event names none.</summary>
    [JsonPropertyName("what")]
    [MinLength(1)]
    [MaxLength(120)]
    public string? What { get; }
}
