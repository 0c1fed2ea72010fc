using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messages;

/// <summary>Marketing hands the lead over; a new epoch begins. Exactly one per epoch.</summary>
[MessageType("lead.qualified", "Qualified", Rules = """{ "if": { "properties": { "cause": { "const": "fast-track" } } }, "then": { "required": ["event"] } }""")]
internal sealed class QualifiedData : ModelMessageData
{
    internal QualifiedData(MessageContent content, ScoreSnapshot snapshot, Decision.Qualified decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        Cause = WireNames.For(decision.Cause);
        Route = decision.Route;
        To = WireNames.For(decision.To);
        RespondBy = decision.RespondBy?.UtcDateTime;
        Attempts = decision.Attempts;
        ProvenScore = content.ProvenScore;
    }

    /// <summary>Number of the hand-off, 1 for the first. Send it back in feedback.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>What opened the epoch: a score that reached a route, an event that goes straight to sales, or a kind of person that does.</summary>
    [JsonPropertyName("cause")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("route", "fast-track", "persona")]
    public string Cause { get; }

    /// <summary>Id of the route, fast track or persona, as cause says.</summary>
    [JsonPropertyName("route")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Route { get; }

    /// <summary>Who is to work on the lead.</summary>
    [JsonPropertyName("to")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("sales", "inside-sales")]
    public string To { get; }

    /// <summary>Until when somebody must have tried to reach the lead, in UTC. Absent when the route promises no response time.</summary>
    [JsonPropertyName("respondBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime? RespondBy { get; }

    /// <summary>How often to try before the lead is given up. Absent when the route sets no number.</summary>
    [JsonPropertyName("attempts")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, 1000)]
    public int? Attempts { get; }

    /// <summary>The score that the events alone would give that no stranger could have sent. Absent when nothing about the lead is claimed.</summary>
    [JsonPropertyName("provenScore")]
    [JsonPropertyOrder(OfDecision)]
    [Range(0, 100)]
    public int? ProvenScore { get; }
}

/// <summary>A better route while the hand-off is open, e.g. from inside sales to sales. The response time starts again.</summary>
[MessageType("lead.upgraded", "Upgraded")]
internal sealed class UpgradedData : ModelMessageData
{
    internal UpgradedData(MessageContent content, ScoreSnapshot snapshot, Decision.Upgraded decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        From = decision.From;
        Route = decision.Route;
        To = WireNames.For(decision.To);
        RespondBy = decision.RespondBy?.UtcDateTime;
        Attempts = decision.Attempts;
        ProvenScore = content.ProvenScore;
    }

    /// <summary>Number of the hand-off, 1 for the first. Send it back in feedback.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>Id of the route, fast track or persona before.</summary>
    [JsonPropertyName("from")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string From { get; }

    /// <summary>Id of the route, fast track or persona now.</summary>
    [JsonPropertyName("route")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Route { get; }

    /// <summary>Who is to work on the lead.</summary>
    [JsonPropertyName("to")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("sales", "inside-sales")]
    public string To { get; }

    /// <summary>Until when somebody must have tried to reach the lead, in UTC. Absent when the route promises no response time.</summary>
    [JsonPropertyName("respondBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime? RespondBy { get; }

    /// <summary>How often to try before the lead is given up. Absent when the route sets no number.</summary>
    [JsonPropertyName("attempts")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, 1000)]
    public int? Attempts { get; }

    /// <summary>The score that the events alone would give that no stranger could have sent. Absent when nothing about the lead is claimed.</summary>
    [JsonPropertyName("provenScore")]
    [JsonPropertyOrder(OfDecision)]
    [Range(0, 100)]
    public int? ProvenScore { get; }
}

/// <summary>Marketing takes back a lead that sales has not accepted: it has cooled down so far that no route to sales holds. Close the task, keep the record.</summary>
[MessageType("lead.recycled", "Recycled")]
internal sealed class RecycledData : ModelMessageData
{
    internal RecycledData(MessageContent content, ScoreSnapshot snapshot, Decision.Recycled decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        From = decision.From;
    }

    /// <summary>The hand-off that ends.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>Id of the route with which the lead was handed over.</summary>
    [JsonPropertyName("from")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string From { get; }
}

/// <summary>A lead that sales already has shows again that it wants to be contacted. No new epoch: tell its owner.</summary>
[MessageType("lead.signal", "Signal", Rules = """{ "oneOf": [{ "required": ["fastTrack", "event"] }, { "required": ["persona"] }] }""")]
internal sealed class SignalData : ModelMessageData
{
    internal SignalData(MessageContent content, ScoreSnapshot snapshot, Decision.Signal decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        FastTrack = decision.FastTrack;
        Persona = decision.Persona;
    }

    /// <summary>Number of the hand-off that is open; 0 when sales took the lead up by itself, without one.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(0, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>Id of the fast track that took the event. Absent with persona.</summary>
    [JsonPropertyName("fastTrack")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? FastTrack { get; }

    /// <summary>Id of the persona that the lead turned out to be. Absent with fastTrack.</summary>
    [JsonPropertyName("persona")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? Persona { get; }
}

/// <summary>Nobody tried to reach a lead that was handed over, in the time promised, or called it by the day that sales promised. Once per hand-off, and once per promise.</summary>
[MessageType("lead.overdue", "Overdue")]
internal sealed class OverdueData : ModelMessageData
{
    internal OverdueData(MessageContent content, ScoreSnapshot snapshot, Decision.Overdue decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        Route = decision.Route;
        To = WireNames.For(decision.To);
        RespondBy = decision.RespondBy.UtcDateTime;
        CallAgainBy = decision.IsCallAgain ? RespondBy : null;
        Text = DecisionText.For(decision, snapshot.TimeZone is { } zone ? DayZone.Find(zone) ?? DayZone.Utc : DayZone.Utc);
        Escalate = decision.Escalate;
    }

    /// <summary>Number of the hand-off, 1 for the first; 0 when sales took the lead up by itself and promised a call. Send it back in feedback.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(0, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>Id of the route, fast track or persona of the hand-off. Absent when sales took the lead up by itself.</summary>
    [JsonPropertyName("route")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string? Route { get; }

    /// <summary>Who is to work on the lead.</summary>
    [JsonPropertyName("to")]
    [JsonPropertyOrder(OfDecision)]
    [AllowedValues("sales", "inside-sales")]
    public string To { get; }

    /// <summary>The time that has passed, in UTC.</summary>
    [JsonPropertyName("respondBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime RespondBy { get; }

    /// <summary>The same time, where it is that of a call that sales promised to the lead. Absent where nobody has answered the hand-off.</summary>
    [JsonPropertyName("callAgainBy")]
    [JsonPropertyOrder(OfDecision)]
    public DateTime? CallAgainBy { get; }

    /// <summary>What was not done, in a sentence.</summary>
    [JsonPropertyName("text")]
    [JsonPropertyOrder(OfDecision)]
    [MinLength(1)]
    public string Text { get; }

    /// <summary>Who is to hear of it, as the route says. Absent when it names nobody.</summary>
    [JsonPropertyName("escalate")]
    [JsonPropertyOrder(OfDecision)]
    [MinLength(1)]
    public string? Escalate { get; }
}

/// <summary>All attempts agreed were made in vain: marketing has the lead again. It may come back as a new epoch after the cool-down.</summary>
[MessageType("lead.abandoned", "Abandoned")]
internal sealed class AbandonedData : ModelMessageData
{
    internal AbandonedData(MessageContent content, ScoreSnapshot snapshot, Decision.Abandoned decision)
        : base(content, snapshot)
    {
        Epoch = decision.Epoch;
        Route = decision.Route;
        Tried = decision.Tried;
        Attempts = decision.Attempts;
    }

    /// <summary>The hand-off that ends.</summary>
    [JsonPropertyName("epoch")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, int.MaxValue)]
    public int Epoch { get; }

    /// <summary>Id of the route, fast track or persona of the hand-off.</summary>
    [JsonPropertyName("route")]
    [JsonPropertyOrder(OfDecision)]
    [RegularExpression(MessagePatterns.Id)]
    public string Route { get; }

    /// <summary>Attempts that sales reported.</summary>
    [JsonPropertyName("tried")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, int.MaxValue)]
    public int Tried { get; }

    /// <summary>Attempts that the route asked for.</summary>
    [JsonPropertyName("attempts")]
    [JsonPropertyOrder(OfDecision)]
    [Range(1, 1000)]
    public int Attempts { get; }
}
