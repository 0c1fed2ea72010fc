using System.Collections.Immutable;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models;

/// <summary>A model document as written, valid and with its defaults filled in (docs/reference/model-language.md#the-document).</summary>
public sealed record ModelDefinition
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>To whom a score is shown; never what it is.</summary>
    public Audience Audience { get; init; } = Audience.Everyone;

    /// <summary>Null when the document does not say; then it is live.</summary>
    public ModelMode? Mode { get; init; }

    /// <summary>Every category is cut to -scale..+scale; meaningless with <see cref="Points"/>.</summary>
    public MilliPoints Scale { get; init; } = new(10_000);

    /// <summary>How the points of a model add up that says <c>scoring: points</c>; null for one with dimensions and grades.</summary>
    public PointsScoring? Points { get; init; }

    /// <summary>Whose calendar days the model counts.</summary>
    public DayZone TimeZone { get; init; } = DayZone.Utc;

    /// <summary>How often people mean to review the model, in days; null = not said.</summary>
    public int? ReviewEveryDays { get; init; }

    /// <summary>Whose approval a publish needs; empty = nobody's.</summary>
    public ImmutableArray<RuleOwner> Approvals { get; init; } = [];

    /// <summary>In the order of the document; empty with <see cref="Points"/>.</summary>
    public required ImmutableArray<Dimension> Dimensions { get; init; }

    public ImmutableArray<EventFilter> Ignore { get; init; } = [];

    /// <summary>In the order of the document.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    public ImmutableArray<FastTrack> FastTracks { get; init; } = [];

    public ImmutableArray<Persona> Personas { get; init; } = [];

    public ImmutableArray<Disqualification> Disqualify { get; init; } = [];

    public ImmutableArray<Response> Responses { get; init; } = [];

    /// <summary>Null with <see cref="Points"/>: such a model has no grade.</summary>
    public required Grades? Grades { get; init; }

    /// <summary>The first that holds wins; none = nurture. A model whose points add up has one of its own where the document gives none.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];

    public Gates Gates { get; init; } = new([], null);

    public Requalify Requalify { get; init; } = new(0, 0);

    /// <summary>Whether a hand-off sets the plain status <c>Opportunity</c> at once (docs/guide/hand-off.md#the-plain-status).</summary>
    public bool IsOpportunityAtTarget { get; init; }

    public PriorityWeights Priority { get; init; } = PriorityWeights.Usual;

    /// <summary>
    /// Whether numbers, dates, yes and no are read as people write them (docs/reference/scoring.md#numbers-as-people-write-them). False for versions that were published before that was so: what their signals
    /// remember was read without.
    /// </summary>
    public bool ReadsWrittenNumbers { get; init; } = true;

    /// <summary>
    /// Whether <c>properties.x</c> is the property <c>x</c> of an event (docs/reference/scoring.md#event-fields). False for versions that were published before that was so: to them it is a
    /// property of that whole name.
    /// </summary>
    public bool ReadsPropertiesByName { get; init; } = true;

    /// <summary>Golden leads: run by <c>validate</c> and before every publish.</summary>
    public ImmutableArray<GoldenLead> Tests { get; init; } = [];

    /// <summary>All categories, in the order of the document: dimension by dimension, or those whose points add up.</summary>
    public IEnumerable<CategoryTerms> Categories => Points is { } points
        ? points.Categories.Select(static category => new CategoryTerms(category.Name, null, category.AtLeast, category.AtMost, category.Decay, category.Inactivity))
        : Dimensions.SelectMany(dimension => dimension.Categories.Select(category => new CategoryTerms(category.Name, dimension.Name, new MilliPoints(-Scale.Value), Scale, dimension.Decay, dimension.Inactivity)));
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

/// <summary>A model whose points add up to a target (docs/reference/scoring.md#models-whose-points-add-up).</summary>
/// <param name="Target">Above 0: as written, or the sum of one match of each rule of <paramref name="MinimalPath"/>.</param>
/// <param name="MinimalPath">Ids of the rules that together reach the target; empty where the document gives none.</param>
/// <param name="Categories">As listed, else in the order in which rules name them.</param>
public sealed record PointsScoring(MilliPoints Target, ImmutableArray<string> MinimalPath, ImmutableArray<PointsCategory> Categories);

/// <summary>A group of rules whose points add up.</summary>
/// <param name="AtLeast">Below this its sum is cut; at most 0; null = no bound.</param>
/// <param name="AtMost">Above this its sum is cut; at least 0; null = no bound.</param>
/// <param name="Decay">Of positive points; null = none.</param>
/// <param name="Inactivity">Of positive points; null = none.</param>
public sealed record PointsCategory(string Name, MilliPoints? AtLeast, MilliPoints? AtMost, Decay? Decay, Inactivity? Inactivity)
{
    public SourcePosition At { get; init; }
}

/// <summary>What holds for the points of a category, whatever kind of model it is in.</summary>
/// <param name="Dimension">Null in a model whose points add up.</param>
/// <param name="AtLeast">To which its sum is cut; null = no bound.</param>
/// <param name="AtMost">To which its sum is cut; null = no bound.</param>
/// <param name="Decay">Of positive points; null = none.</param>
/// <param name="Inactivity">Of positive points; null = none.</param>
public readonly record struct CategoryTerms(string Name, string? Dimension, MilliPoints? AtLeast, MilliPoints? AtMost, Decay? Decay, Inactivity? Inactivity);

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
    /// <summary>Who is told of an overdue lead; null = nobody named.</summary>
    public string? Escalate { get; init; }

    public SourcePosition At { get; init; }
}

/// <summary>A known kind of lead, recognised by its profile (<see cref="When"/>), by an event (<see cref="On"/>), or by both together.</summary>
public sealed record Persona(string Id, Condition? When, EventFilter? On, Destination? To, TimeSpan? RespondWithin, int? Attempts, FollowUp? FollowUp)
{
    /// <summary>Who is told of an overdue lead; null = nobody named.</summary>
    public string? Escalate { get; init; }

    public SourcePosition At { get; init; }
}

/// <summary>Somebody touches base in time, or on a later day.</summary>
/// <param name="By">Who.</param>
/// <param name="Within">In which time; meaningless with <see cref="AfterDays"/>.</param>
public sealed record FollowUp(RuleOwner By, TimeSpan Within)
{
    /// <summary>Days after which it is asked for; null = at once.</summary>
    public int? AfterDays { get; init; }
}

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
public sealed record Grades(string Letter, string Number, ImmutableArray<decimal> LetterBounds, ImmutableArray<decimal> NumberBounds)
{
    public SourcePosition At { get; init; }
}

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
public sealed record Gates(ImmutableArray<string> Required, int? ActiveWithinDays, bool Proven = true)
{
    public SourcePosition At { get; init; } = new(1, 1);
}

/// <summary>When a lead that was sent may be taken back and sent again.</summary>
/// <param name="Margin">Points of the shown figures below the route before a lead recycles.</param>
/// <param name="CoolDownDays">Days before a new epoch may open.</param>
public sealed record Requalify(decimal Margin, int CoolDownDays);

/// <summary>Weights 1-5 of the parts of the priority index (docs/guide/hand-off.md#whom-to-call-first).</summary>
/// <param name="Promise">Of what is promised to the lead. It moves the index alone, never the flames.</param>
public sealed record PriorityWeights(int Score, int Grade, int Recency, int Signals, int Activity, int Promise = PriorityWeights.UsualPromise)
{
    /// <summary>The weight of a promise in a document that gives none.</summary>
    public const int UsualPromise = 3;

    /// <summary>Those of a document that gives none.</summary>
    public static PriorityWeights Usual { get; } = new(1, 1, 1, 1, 1);
}

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
    GoldenRange? Score,
    ImmutableArray<KeyValuePair<string, GoldenRange>> Dimensions,
    ImmutableArray<KeyValuePair<string, GoldenRange>> Categories,
    ImmutableArray<string> Matched)
{
    /// <summary>One of <see cref="ExpectedDecisions.Names"/>.</summary>
    public string? Decision { get; init; }

    /// <summary>How much of the target is reached, in whole percent.</summary>
    public GoldenRange? Progress { get; init; }

    public SourcePosition At { get; init; }
}
