using System.Collections.Immutable;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models;

/// <summary>A model document as written, valid and with its defaults filled in (docs/reference/model-language.md#the-document).</summary>
public sealed record ModelDefinition
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public Audience Audience { get; init; } = Audience.Everyone;

    /// <summary>Null when the document does not say; then it is live.</summary>
    public ModelMode? Mode { get; init; }

    /// <summary>Every category is cut to -scale..+scale.</summary>
    public MilliPoints Scale { get; init; } = new(10_000);

    /// <summary>How often people mean to review the model, in days; null = not said.</summary>
    public int? ReviewEveryDays { get; init; }

    /// <summary>In the order of the document.</summary>
    public required ImmutableArray<Dimension> Dimensions { get; init; }

    public ImmutableArray<EventFilter> Ignore { get; init; } = [];

    /// <summary>In the order of the document.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    public ImmutableArray<FastTrack> FastTracks { get; init; } = [];

    public ImmutableArray<Persona> Personas { get; init; } = [];

    public ImmutableArray<Disqualification> Disqualify { get; init; } = [];

    public ImmutableArray<Response> Responses { get; init; } = [];

    public required Grades Grades { get; init; }

    /// <summary>The first that holds wins; none = nurture.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];

    public Gates Gates { get; init; } = new([], null);

    public Requalify Requalify { get; init; } = new(0, 0);

    public PriorityWeights Priority { get; init; } = new(1, 1, 1, 1, 1);

    /// <summary>
    /// Whether numbers are read as people write them (docs/reference/scoring.md#numbers-as-people-write-them). False for versions that were published before that was so: what their signals
    /// remember was read without.
    /// </summary>
    public bool ReadsWrittenNumbers { get; init; } = true;

    /// <summary>Golden leads: run by <c>validate</c> and before every publish.</summary>
    public ImmutableArray<GoldenLead> Tests { get; init; } = [];
}

/// <summary>To whom a score is shown; never what it is.</summary>
public enum Audience
{
    Everyone,

    /// <summary>Until won.</summary>
    Prospect,

    /// <summary>From won.</summary>
    Customer,
}

/// <summary>Whether decisions are published.</summary>
public enum ModelMode
{
    Live,

    /// <summary>Scores everything, publishes nothing.</summary>
    Assess,
}

/// <summary>An axis of the score.</summary>
/// <param name="Name">As routes and figures name it.</param>
/// <param name="Weight">Share in the composite score, not negative; exact as written.</param>
/// <param name="Categories">In the order of the document.</param>
/// <param name="Decay">Of positive points; null = none.</param>
/// <param name="Inactivity">Of positive points; null = none.</param>
public sealed record Dimension(string Name, decimal Weight, ImmutableArray<Category> Categories, Decay? Decay, Inactivity? Inactivity)
{
    public SourcePosition At { get; init; }
}

/// <summary>A group of rules in one dimension.</summary>
/// <param name="Weight">Inside the dimension, not negative; exact as written.</param>
public sealed record Category(string Name, decimal Weight)
{
    public SourcePosition At { get; init; }
}

/// <summary>Takes <paramref name="LosePercent"/> % of what is left <paramref name="AfterDays"/> days after an activity and every <paramref name="EveryDays"/> days from then.</summary>
public sealed record Inactivity(int AfterDays, int EveryDays, decimal LosePercent);

/// <summary>Who gets a lead.</summary>
public enum Destination
{
    Nurture,
    InsideSales,
    Sales,
}

/// <summary>An event that goes straight to sales and is never scored.</summary>
public sealed record FastTrack(string Id, EventFilter Filter, Destination To, TimeSpan? RespondWithin, int? Attempts)
{
    public SourcePosition At { get; init; }
}

/// <summary>A known kind of lead, recognised by its profile (<see cref="When"/>), by an event (<see cref="On"/>), or by both together.</summary>
public sealed record Persona(string Id, Condition? When, EventFilter? On, Destination? To, TimeSpan? RespondWithin, int? Attempts, FollowUp? FollowUp)
{
    public SourcePosition At { get; init; }
}

/// <summary>Somebody touches base in time.</summary>
public sealed record FollowUp(RuleOwner By, TimeSpan Within);

/// <summary>A lead that is never sent. <paramref name="When"/> sees the profile.</summary>
public sealed record Disqualification(string Id, Condition When, string Reason)
{
    public SourcePosition At { get; init; }
}

/// <summary>An automatic response, once per event.</summary>
public sealed record Response(string Id, EventFilter Filter)
{
    public SourcePosition At { get; init; }
}

/// <summary>Letter from one dimension and number from another.</summary>
/// <param name="Letter">Name of the letter's dimension.</param>
/// <param name="Number">Name of the number's dimension.</param>
/// <param name="LetterBounds">Of A, B and C, falling; compared with the shown value.</param>
/// <param name="NumberBounds">Of 1, 2 and 3, falling; compared with the shown value.</param>
public sealed record Grades(string Letter, string Number, ImmutableArray<decimal> LetterBounds, ImmutableArray<decimal> NumberBounds);

/// <summary>Where the lead goes while <paramref name="When"/> holds.</summary>
/// <param name="When">On route fields (scores, grade, <c>matched</c>, <c>profile.x</c> ...); null = always.</param>
public sealed record Route(string Id, Condition? When, Destination To, TimeSpan? RespondWithin, int? Attempts, string? Escalate)
{
    public SourcePosition At { get; init; }
}

/// <summary>What holds back a lead from sales.</summary>
/// <param name="Required">Profile fields that must be known, in order.</param>
/// <param name="ActiveWithinDays">The newest activity is at most so old; null = any.</param>
/// <param name="Proven">The lead is proven, or nothing about it is claimed (docs/reference/scoring.md#claimed-and-proven).</param>
public sealed record Gates(ImmutableArray<string> Required, int? ActiveWithinDays, bool Proven = true);

/// <summary>When a lead that was sent may be taken back and sent again.</summary>
/// <param name="Margin">Points of the shown figures below the route before a lead recycles.</param>
/// <param name="CoolDownDays">Days before a new epoch may open.</param>
public sealed record Requalify(decimal Margin, int CoolDownDays);

/// <summary>Weights 1-5 of the five parts of the priority index (docs/guide/hand-off.md#whom-to-call-first).</summary>
public sealed record PriorityWeights(int Score, int Grade, int Recency, int Signals, int Activity);

/// <summary>An example lead with the figures that it must have.</summary>
/// <param name="Name">The <c>lead</c> entry.</param>
/// <param name="Profile">Attributes.</param>
/// <param name="Events">What it did.</param>
/// <param name="Expect">At least one figure.</param>
public sealed record GoldenLead(string Name, ImmutableArray<KeyValuePair<string, string>> Profile, ImmutableArray<GoldenEvent> Events, GoldenExpectation Expect)
{
    public SourcePosition At { get; init; }
}

/// <summary>An event this many days before the day of the test.</summary>
public sealed record GoldenEvent(string Type, int DaysAgo, ImmutableArray<KeyValuePair<string, string>> Properties, int Times = 1);

/// <summary>The figures that a golden lead must have; null = not compared.</summary>
public sealed record GoldenExpectation(
    string? Grade,
    string? Route,
    int? Score,
    ImmutableArray<KeyValuePair<string, int>> Dimensions,
    ImmutableArray<KeyValuePair<string, decimal>> Categories,
    ImmutableArray<string> Matched)
{
    public SourcePosition At { get; init; }
}
