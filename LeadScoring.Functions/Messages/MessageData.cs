using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Messages;

/// <summary>Whom a message is about, and what there is to say of it. Closed: the cases below are all there are.</summary>
[JsonDerivedType(typeof(InquiredData))]
[JsonDerivedType(typeof(RespondData))]
[JsonDerivedType(typeof(QualifiedData))]
[JsonDerivedType(typeof(UpgradedData))]
[JsonDerivedType(typeof(RecycledData))]
[JsonDerivedType(typeof(DisqualifiedData))]
[JsonDerivedType(typeof(RestoredData))]
[JsonDerivedType(typeof(SignalData))]
[JsonDerivedType(typeof(FollowUpData))]
[JsonDerivedType(typeof(FollowUpOverdueData))]
[JsonDerivedType(typeof(OverdueData))]
[JsonDerivedType(typeof(AbandonedData))]
[JsonDerivedType(typeof(RoutedData))]
[JsonDerivedType(typeof(MergedData))]
[JsonDerivedType(typeof(ErasedData))]
internal abstract class MessageData
{
    // Places of members: figures stand between what the lead is and what was decided, the event last.
    protected const int OfLead = 0;
    protected const int OfModel = 1;
    protected const int OfActivities = 2;
    protected const int OfStage = 3;
    protected const int OfDecision = 4;
    protected const int OfEvent = 5;

    private protected MessageData(MessageContent content)
    {
        Lead = new(content);
        Link = content.Link;
        Activities = content.State.Recent is { IsEmpty: false } recent ? [.. recent.Select(static activity => new MessageActivity(activity))] : null;
        Event = content.Cause is { } cause ? new MessageEvent(cause, content) : null;
    }

    /// <summary>Whom the message is about, as known when the decision was taken.</summary>
    [JsonPropertyName("lead")]
    [JsonPropertyOrder(OfLead)]
    public MessageLead Lead { get; }

    /// <summary>The page of the lead, for people: https://leads.example.com/app/leads/{id}. It asks who opens it to sign in. Absent where the app does not know its address, and of a lead that was erased.</summary>
    [JsonPropertyName("link")]
    [JsonPropertyOrder(OfLead)]
    [RegularExpression(MessagePatterns.Link)]
    public string? Link { get; }

    /// <summary>What the lead did last, newest first, at most five. Absent when it never did anything.</summary>
    [JsonPropertyName("activities")]
    [JsonPropertyOrder(OfActivities)]
    [MinLength(1)]
    [MaxLength(5)]
    public ImmutableArray<MessageActivity>? Activities { get; }

    /// <summary>The event that caused the message. Absent where no single event did: a score that crossed a bound, a night, a time that ran out.</summary>
    [JsonPropertyName("event")]
    [JsonPropertyOrder(OfEvent)]
    public MessageEvent? Event { get; }

    /// <summary>The data of a message by its decision.</summary>
    public static MessageData For(MessageContent content) => content.Fact.Decision switch
    {
        Decision.Inquired => new InquiredData(content),
        Decision.Merged merged => new MergedData(content, merged),
        Decision.Erased => new ErasedData(content),
        var decision => content.Snapshot is { } snapshot ? For(content, snapshot, decision) : throw new UnreachableException($"{decision.Type} is told without figures"),
    };

    private static ModelMessageData For(MessageContent content, ScoreSnapshot snapshot, Decision decision) => decision switch
    {
        Decision.Responded responded => new RespondData(content, snapshot, responded),
        Decision.Qualified qualified => new QualifiedData(content, snapshot, qualified),
        Decision.Upgraded upgraded => new UpgradedData(content, snapshot, upgraded),
        Decision.Recycled recycled => new RecycledData(content, snapshot, recycled),
        Decision.Restored restored => new RestoredData(content, snapshot, restored),
        Decision.Disqualified disqualified => new DisqualifiedData(content, snapshot, disqualified),
        Decision.Signal signal => new SignalData(content, snapshot, signal),
        Decision.FollowUpAsked asked => new FollowUpData(content, snapshot, asked),
        Decision.FollowUpOverdue late => new FollowUpOverdueData(content, snapshot, late),
        Decision.Overdue overdue => new OverdueData(content, snapshot, overdue),
        Decision.Abandoned abandoned => new AbandonedData(content, snapshot, abandoned),
        Decision.Routed routed => new RoutedData(content, snapshot, routed),
        _ => throw new UnreachableException(decision.Type),
    };
}

/// <summary>How the lead stands under the model: the figures on which the decision was taken, never later ones.</summary>
[MessageRules("""
    {
      "if": { "required": ["target"] },
      "then": { "required": ["progress"], "properties": { "grade": false, "dimensions": false } },
      "else": { "required": ["grade", "dimensions"], "properties": { "score": { "maximum": 100 }, "trend": { "minimum": -100, "maximum": 100 }, "progress": false } }
    }
    """)]
internal abstract class ModelMessageData : MessageData
{
    private protected ModelMessageData(MessageContent content, ScoreSnapshot snapshot)
        : base(content)
    {
        Model = content.Fact.Model;
        Version = content.Fact.Version;
        AsOf = snapshot.AsOf;
        TimeZone = snapshot.TimeZone;
        Score = snapshot.Score;
        Grade = snapshot.Grade;
        Target = snapshot.Target;
        Progress = snapshot.Progress;
        Dimensions = snapshot.Target is null ? new(snapshot.Dimensions, StringComparer.Ordinal) : null;
        Categories = new(snapshot.Categories, StringComparer.Ordinal);
        Known = snapshot.Known;
        Missing = MessageContent.UnlessEmpty(snapshot.Missing);
        Reasons = MessageContent.UnlessEmpty(snapshot.Reasons);
        Trend = snapshot.Trend;
        Priority = snapshot.Priority;
        Flames = snapshot.Flames;
        LastActivity = snapshot.LastActivity;
        Stage = WireNames.For(content.Lifecycle.Stage);
        Status = WireNames.StatusFor(content.Lifecycle, content.IsCustomer, content.IsOpportunityAtTarget);
        Owner = WireNames.OwnerFor(content.Lifecycle);
    }

    /// <summary>The model that decided. Models are independent: two may send messages about the same lead.</summary>
    [JsonPropertyName("model")]
    [JsonPropertyOrder(OfModel)]
    [RegularExpression(MessagePatterns.Id)]
    public string Model { get; }

    /// <summary>Published version of the model.</summary>
    [JsonPropertyName("version")]
    [JsonPropertyOrder(OfModel)]
    [Range(1, int.MaxValue)]
    public int Version { get; }

    /// <summary>The day for which the figures hold, in the time zone of the model; points fade from day to day.</summary>
    [JsonPropertyName("asOf")]
    [JsonPropertyOrder(OfModel)]
    public Day AsOf { get; }

    /// <summary>The time zone of the model by its IANA name, e.g. America/Los_Angeles: days of this message are days there. Absent for UTC.</summary>
    [JsonPropertyName("timeZone")]
    [JsonPropertyOrder(OfModel)]
    public string? TimeZone { get; }

    /// <summary>All dimensions together, 0 to 100. In a model whose points add up, their sum, which has no upper end.</summary>
    [JsonPropertyName("score")]
    [JsonPropertyOrder(OfModel)]
    [Range(0, Figure.MostShown)]
    public int Score { get; }

    /// <summary>Letter and number, best A1, least D4. What each stands for is set in the model, usually fit and engagement. Absent in a model whose points add up.</summary>
    [JsonPropertyName("grade")]
    [JsonPropertyOrder(OfModel)]
    [RegularExpression(MessagePatterns.Grade)]
    public string? Grade { get; }

    /// <summary>In a model whose points add up: the points at which a lead is ready. Absent in any other.</summary>
    [JsonPropertyName("target")]
    [JsonPropertyOrder(OfModel)]
    public decimal? Target { get; }

    /// <summary>In a model whose points add up: how much of target the score has reached, in percent cut down, 0 to 100; 100 only when it is reached. Absent in any other.</summary>
    [JsonPropertyName("progress")]
    [JsonPropertyOrder(OfModel)]
    [Range(0, 100)]
    public int? Progress { get; }

    /// <summary>The model's dimensions by name, e.g. fit, engagement; each 0 to 100. Absent in a model whose points add up.</summary>
    [JsonPropertyName("dimensions")]
    [JsonPropertyOrder(OfModel)]
    [MinLength(1)]
    [Range(0, 100)]
    public OrderedDictionary<string, int>? Dimensions { get; }

    /// <summary>The model's categories by name, in points: at most three decimals, from minus to plus the model's scale (usually 10), or within the category's own bounds where points add up.</summary>
    [JsonPropertyName("categories")]
    [JsonPropertyOrder(OfModel)]
    [MinLength(1)]
    public OrderedDictionary<string, decimal> Categories { get; }

    /// <summary>Percent of the profile fields that the model asks about and the lead has filled.</summary>
    [JsonPropertyName("known")]
    [JsonPropertyOrder(OfModel)]
    [Range(0, 100)]
    public int Known { get; }

    /// <summary>Profile fields that the model requires before a hand-off and that are not known. Absent when none are missing.</summary>
    [JsonPropertyName("missing")]
    [JsonPropertyOrder(OfModel)]
    public ImmutableArray<string>? Missing { get; }

    /// <summary>What gave most points, best first, in words for people. Absent when nothing gave points.</summary>
    [JsonPropertyName("reasons")]
    [JsonPropertyOrder(OfModel)]
    public ImmutableArray<string>? Reasons { get; }

    /// <summary>Score less that of seven days before, -100 to 100, or any whole number where points add up; a lead that was not there then had 0. Absent when the score of that day is not known.</summary>
    [JsonPropertyName("trend")]
    [JsonPropertyOrder(OfModel)]
    [Range(-Figure.MostShown, Figure.MostShown)]
    public int? Trend { get; }

    /// <summary>For sorting a work list, higher first: score, grade, recency, buying signals, activity and what is promised to the lead, each weighted by the model. 0 for a lead that is not to be called. Compare it within one model only.</summary>
    [JsonPropertyName("priority")]
    [JsonPropertyOrder(OfModel)]
    [Range(0, 90)]
    public int Priority { get; }

    /// <summary>How hot the lead is, whatever is promised to it, in four steps that are the same for every model; 4 is hottest. 0 for a lead that is not to be called.</summary>
    [JsonPropertyName("flames")]
    [JsonPropertyOrder(OfModel)]
    [Range(0, 4)]
    public int Flames { get; }

    /// <summary>The newest day on which the lead did something, in the time zone of the model. Absent when it never did.</summary>
    [JsonPropertyName("lastActivity")]
    [JsonPropertyOrder(OfModel)]
    public Day? LastActivity { get; }

    /// <summary>How far the lead has come under the model, after this message.</summary>
    [JsonPropertyName("stage")]
    [JsonPropertyOrder(OfStage)]
    [AllowedValues("nurture", "qualified", "accepted", "sales-qualified", "opportunity", "customer", "lost", "disqualified")]
    public string Stage { get; }

    /// <summary>The stage in the terms of most CRMs.</summary>
    [JsonPropertyName("status")]
    [JsonPropertyOrder(OfStage)]
    [AllowedValues("Lead", "Opportunity", "Customer")]
    public string Status { get; }

    /// <summary>Who has the lead after this message.</summary>
    [JsonPropertyName("owner")]
    [JsonPropertyOrder(OfStage)]
    [AllowedValues("marketing", "sales", "inside-sales")]
    public string Owner { get; }
}
