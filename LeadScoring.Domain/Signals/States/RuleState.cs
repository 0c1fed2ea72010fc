using System.Diagnostics;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>
/// What a lead's signals remember for one rule. Whatever the order of adding and joining, the part that <see cref="Write"/> writes is the same;
/// matches beyond the window may linger in memory until then.
/// </summary>
internal abstract class RuleState
{
    public static RuleState Create(StateShape shape) => shape.Kind switch
    {
        StateKind.Days or StateKind.Total => new DayCounts(),
        StateKind.Values => new ValueDays(),
        StateKind.ValuesAndDays => new ValueCounts(),
        StateKind.Sums => new DaySums(),
        StateKind.Tallies => new ValueTallies(),
        _ => throw new UnreachableException(),
    };

    /// <summary>Nothing is remembered.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Adds a match.</summary>
    /// <param name="day">Of the match.</param>
    /// <param name="field">The field that the rule measures; missing for rules that measure none.</param>
    /// <param name="shape">Of the rule.</param>
    /// <param name="oldest">The first day that can still matter.</param>
    public abstract void Add(int day, ref TextValue field, StateShape shape, int oldest);

    /// <summary>Adds all matches of another state of the same rule.</summary>
    public abstract void Join(RuleState other, StateShape shape, int oldest);

    public abstract RuleState Clone();

    /// <summary>Writes what can still matter; the first number is 0 when there is nothing.</summary>
    public abstract void Write(SignalsWriter writer, StateShape shape, int oldest);

    /// <summary>Fills an empty state.</summary>
    public abstract void Read(ref SignalsReader reader, StateShape shape);
}
