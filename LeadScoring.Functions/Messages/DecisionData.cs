using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Messages;

/// <summary>The first time that a lead turns to you: its first form, chat, inbound call or visit to an event. For an automatic answer within seconds. It waits for no score and is of no model, so that model, version, figures and stage are absent.</summary>
[MessageType("lead.inquired", "First inquiry", HasEvent = true)]
internal sealed class InquiredData : MessageData
{
    internal InquiredData(MessageContent content)
        : base(content)
    {
    }
}

/// <summary>An event that the model wants answered, once per event and within seconds. It waits for no score of that event.</summary>
[MessageType("lead.respond", "Automatic response", HasEvent = true)]
internal sealed class RespondData : ModelMessageData
{
    internal RespondData(MessageContent content, ScoreSnapshot snapshot, Decision.Responded decision)
        : base(content, snapshot)
    {
        Response = decision.Response;
    }

    /// <summary>Id of the entry in the model's respond: which answer to send.</summary>
    [JsonPropertyName("response")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Response { get; }
}

/// <summary>The lead is not to be worked on, for a reason. Points never bring it back; feedback, other data or a change of the model may (lead.restored).</summary>
[MessageType("lead.disqualified", "Disqualified", Rules = """
    { "if": { "properties": { "by": { "const": "rule" } } }, "then": { "required": ["rule"] }, "else": { "not": { "required": ["rule"] } } }
    """)]
internal sealed class DisqualifiedData : ModelMessageData
{
    internal DisqualifiedData(MessageContent content, ScoreSnapshot snapshot, Decision.Disqualified decision)
        : base(content, snapshot)
    {
        Rule = decision.Rule;
        Reason = decision.Reason;
        By = decision.Rule is null ? "feedback" : "rule";
    }

    /// <summary>Id of the disqualification in the model. Absent when sales said so.</summary>
    [JsonPropertyName("rule")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? Rule { get; }

    /// <summary>Why: as the model words it, or as the feedback did.</summary>
    [JsonPropertyName("reason")]
    [JsonPropertyOrder(OfDecision)]
    [MinLength(1)]
    public string Reason { get; }

    /// <summary>Who decided: a rule of the model, or feedback of sales.</summary>
    [JsonPropertyName("by")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("rule", "feedback")]
    public string By { get; }
}

/// <summary>The rule that disqualified the lead holds no longer, because the profile or the model has changed: marketing has it like any other lead. Open the record again.</summary>
[MessageType("lead.restored", "Restored")]
internal sealed class RestoredData : ModelMessageData
{
    internal RestoredData(MessageContent content, ScoreSnapshot snapshot, Decision.Restored decision)
        : base(content, snapshot)
    {
        Rule = decision.Rule;
    }

    /// <summary>Id of the disqualification that was in force.</summary>
    [JsonPropertyName("rule")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Rule { get; }
}

/// <summary>Somebody is to touch base with the lead until a time, e.g. after a tradeshow. Create a task.</summary>
[MessageType("lead.followup", "Follow-up", Rules = """{ "oneOf": [{ "required": ["persona"] }, { "required": ["fastTrack", "event"] }] }""")]
internal sealed class FollowUpData : ModelMessageData
{
    internal FollowUpData(MessageContent content, ScoreSnapshot snapshot, Decision.FollowUpAsked decision)
        : base(content, snapshot)
    {
        Persona = decision.Persona;
        FastTrack = decision.FastTrack;
        By = WireNames.For(decision.By);
        DueBy = decision.DueBy.UtcDateTime;
    }

    /// <summary>Id of the persona that asks for it. Absent with fastTrack.</summary>
    [JsonPropertyName("persona")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? Persona { get; }

    /// <summary>Id of the fast track that strangers set off too often on the day: marketing looks first. Absent with persona.</summary>
    [JsonPropertyName("fastTrack")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? FastTrack { get; }

    /// <summary>Who is to touch base.</summary>
    [JsonPropertyName("by")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("marketing", "sales")]
    public string By { get; }

    /// <summary>Until when, in UTC. A call, a meeting or any feedback before then settles it.</summary>
    [JsonPropertyName("dueBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime DueBy { get; }
}

/// <summary>Nobody touched base with the lead in the time that a follow-up asked for. Once per follow-up.</summary>
[MessageType("lead.followup.overdue", "Follow-up overdue", Rules = """{ "oneOf": [{ "required": ["persona"] }, { "required": ["fastTrack"] }] }""")]
internal sealed class FollowUpOverdueData : ModelMessageData
{
    internal FollowUpOverdueData(MessageContent content, ScoreSnapshot snapshot, Decision.FollowUpOverdue decision)
        : base(content, snapshot)
    {
        Persona = decision.Persona;
        FastTrack = decision.FastTrack;
        By = WireNames.For(decision.By);
        DueBy = decision.DueBy.UtcDateTime;
    }

    /// <summary>Id of the persona that asked for it. Absent with fastTrack.</summary>
    [JsonPropertyName("persona")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? Persona { get; }

    /// <summary>Id of the fast track that strangers set off too often on the day: marketing looks first. Absent with persona.</summary>
    [JsonPropertyName("fastTrack")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? FastTrack { get; }

    /// <summary>Who was to touch base.</summary>
    [JsonPropertyName("by")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("marketing", "sales")]
    public string By { get; }

    /// <summary>The time that has passed, in UTC.</summary>
    [JsonPropertyName("dueBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime DueBy { get; }
}

/// <summary>A lead that marketing has changes its nurture track. Choose its campaign by the track.</summary>
[MessageType("lead.routed", "Routed")]
internal sealed class RoutedData : ModelMessageData
{
    internal RoutedData(MessageContent content, ScoreSnapshot snapshot, Decision.Routed decision)
        : base(content, snapshot)
    {
        From = decision.From;
        Track = decision.Track;
    }

    /// <summary>The track before. Absent for the first.</summary>
    [JsonPropertyName("from")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? From { get; }

    /// <summary>Id of a nurture route of the model, or nurture (no route holds), needs-info (required fields are missing), inactive (quiet for too long).</summary>
    [JsonPropertyName("track")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Track { get; }
}

/// <summary>Two leads turn out to be one person. This one goes on as the lead that into names: its events count there, and nothing more is told of it unless it is taken apart again. Of no model.</summary>
[MessageType("lead.merged", "Merged")]
internal sealed class MergedData : MessageData
{
    internal MergedData(MessageContent content, Decision.Merged decision)
        : base(content)
    {
        Into = decision.Into;
    }

    /// <summary>The lead that goes on.</summary>
    [JsonPropertyName("into")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Lead)]
    public string Into { get; }
}

/// <summary>The person wants to be forgotten. Delete what you hold under the lead's id. The last message of the lead; it holds nothing personal. Of no model.</summary>
[MessageType("lead.erased", "Erased", Rules = """{ "properties": { "lead": { "properties": { "email": false, "profile": { "maxProperties": 0 } } } } }""")]
internal sealed class ErasedData : MessageData
{
    internal ErasedData(MessageContent content)
        : base(content)
    {
    }
}
