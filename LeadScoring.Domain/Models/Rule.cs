using System.Collections.Immutable;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models;

/// <summary>A rule gives points to one category. Closed: the nested cases are all there are (docs/reference/scoring.md#rules).</summary>
public abstract record Rule
{
    private Rule() { }

    public required string Id { get; init; }

    public required string Category { get; init; }

    /// <summary>What users read instead of the id; null = the id.</summary>
    public string? Title { get; init; }

    /// <summary>A buying signal (docs/guide/hand-off.md#whom-to-call-first).</summary>
    public bool IsSignal { get; init; }

    /// <summary>Who answers for the rule; null = nobody named.</summary>
    public RuleOwner? Owner { get; init; }

    /// <summary>The assumption behind the rule.</summary>
    public string? Note { get; init; }

    public SourcePosition At { get; init; }

    /// <summary>Points while the first tier whose condition holds does. A plain <c>when</c>/<c>points</c> is one tier.</summary>
    public sealed record Profile(ImmutableArray<Tier> Tiers) : Rule
    {
        /// <summary>Whether it is written with <c>tiers</c>.</summary>
        public bool IsTiered { get; init; }
    }

    /// <summary>Points for each counted match.</summary>
    /// <param name="Filter">Which events match.</param>
    /// <param name="While">Condition on the profile as of the day; null = always.</param>
    /// <param name="Points">Of one match; not 0.</param>
    /// <param name="Count">Which matches count.</param>
    /// <param name="PerDay">At most this many matches a day; null = any number.</param>
    /// <param name="Newest">The N newest count; null = the least N with N x |points| >= scale (see <see cref="ModelDefinition"/>).</param>
    /// <param name="WithinDays">Only matches of at most this age; null = any age.</param>
    /// <param name="Decay">The rule's own decay; null = the dimension's (for positive points only).</param>
    public sealed record Event(
        EventFilter Filter,
        Condition? While,
        MilliPoints Points,
        CountMode Count,
        int? PerDay,
        int? Newest,
        int? WithinDays,
        Decay? Decay) : Rule;

    /// <summary>Points of the step with the largest bound that the measure reaches.</summary>
    public sealed record Band(
        EventFilter Filter,
        Condition? While,
        Measure Of,
        int? WithinDays,
        ImmutableArray<BandStep> Steps) : Rule;

    /// <summary>Points for how long nothing of <paramref name="Of"/> has happened.</summary>
    /// <param name="Of">Types and patterns.</param>
    /// <param name="OrNever">A lead without such an event is silent since its first event.</param>
    /// <param name="Steps">The step with the largest <c>for</c> reached gives its points.</param>
    public sealed record Silence(ImmutableArray<string> Of, bool OrNever, ImmutableArray<SilenceStep> Steps) : Rule;

    /// <summary>Points while the newest event of <paramref name="Of"/> is of one of the types <paramref name="Is"/>.</summary>
    /// <param name="Of">Types, no patterns.</param>
    /// <param name="Where">Which events of these types count; null = all.</param>
    /// <param name="Is">Some of <paramref name="Of"/>.</param>
    /// <param name="Points">Not 0.</param>
    public sealed record State(ImmutableArray<string> Of, Condition? Where, ImmutableArray<string> Is, MilliPoints Points) : Rule;

    /// <summary>Points while all the listed rules hold.</summary>
    /// <param name="Together">Ids of profile, event and band rules.</param>
    /// <param name="WithinDays">All of it happened in this many days; null = any time.</param>
    /// <param name="Points">Not 0.</param>
    /// <param name="Decay">The rule's own decay; null = the dimension's.</param>
    public sealed record Combination(ImmutableArray<string> Together, int? WithinDays, MilliPoints Points, Decay? Decay) : Rule;
}

/// <summary>Who answers for a rule.</summary>
public enum RuleOwner
{
    Marketing,
    Sales,
}

/// <summary>A condition on the profile and the points while it holds.</summary>
public sealed record Tier(Condition When, MilliPoints Points);

/// <summary>Points when the measure reaches <paramref name="AtLeast"/> (above 0).</summary>
public sealed record BandStep(decimal AtLeast, MilliPoints Points);

/// <summary>Points when the silence has lasted <paramref name="ForDays"/> days.</summary>
public sealed record SilenceStep(int ForDays, MilliPoints Points);

/// <summary>Which matches of an event rule count.</summary>
public abstract record CountMode
{
    private CountMode() { }

    /// <summary>Every match.</summary>
    public sealed record Each : CountMode;

    /// <summary>Only the newest match.</summary>
    public sealed record Once : CountMode;

    /// <summary>For each different value of a field, as text, only its newest match.</summary>
    public sealed record Distinct(string Field) : CountMode;
}

/// <summary>What a band rule measures over its matches.</summary>
public abstract record Measure
{
    private Measure() { }

    /// <summary>How many.</summary>
    public sealed record Count : Measure;

    /// <summary>On how many different days.</summary>
    public sealed record Days : Measure;

    /// <summary>How many different values of a field.</summary>
    public sealed record Distinct(string Field) : Measure;

    /// <summary>How many there are with one value of a field, of the value that has most.</summary>
    public sealed record Most(string Field) : Measure;

    /// <summary>The exact decimal sum of a field.</summary>
    public sealed record Sum(string Field) : Measure;
}

/// <summary>How the points of a match fade with its age.</summary>
public abstract record Decay
{
    private Decay() { }

    /// <summary>Not at all.</summary>
    public sealed record None : Decay;

    /// <summary>Halves in this many days.</summary>
    public sealed record HalfLife(int Days) : Decay;

    /// <summary>Falls evenly to nothing in this many days.</summary>
    public sealed record Linear(int Days) : Decay;

    /// <summary>Whole until that age, then nothing.</summary>
    public sealed record Expire(int Days) : Decay;
}
