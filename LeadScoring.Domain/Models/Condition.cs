using System.Collections.Immutable;

namespace LeadScoring.Domain.Models;

/// <summary>Where something stands in the model's text; both count from 1.</summary>
public readonly record struct SourcePosition(int Line, int Column);

/// <summary>A condition of the model language (docs/reference/model-language.md#conditions). Closed: the nested cases are all there are.</summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>Where it stands in the document.</summary>
    public SourcePosition At { get; init; }

    /// <summary>True when every item is; true when there is none.</summary>
    public sealed record All(ImmutableArray<Condition> Items) : Condition;

    /// <summary>True when at least one item is.</summary>
    public sealed record Any(ImmutableArray<Condition> Items) : Condition;

    /// <summary>True when the item is not.</summary>
    public sealed record Not(Condition Item) : Condition;

    /// <summary>Compares one field. Operands are texts as written; durations of <c>olderThan</c>/<c>newerThan</c> are whole days as digits;
    /// <c>exists</c> has the operand <c>true</c> or <c>false</c>; dates of <c>before</c>/<c>after</c> are <c>yyyy-MM-dd</c> days or full instants as written.</summary>
    public sealed record Test(string Field, Operator Operator, ImmutableArray<string> Operands) : Condition;
}

/// <summary>How a field is compared with its operands.</summary>
public enum Operator
{
    Is,
    IsNot,
    Contains,
    StartsWith,
    EndsWith,
    HasWord,
    Matches,
    AtLeast,
    AtMost,
    Above,
    Below,
    Between,
    Exists,
    Before,
    After,
    OlderThan,
    NewerThan,
}

/// <summary>Which events an entry speaks of: a list of types and patterns (<c>email.*</c>), and a condition on the event.</summary>
/// <param name="On">Types, or patterns ending in <c>.*</c>; at least one.</param>
/// <param name="Where">Condition on the event's fields; null = always.</param>
public sealed record EventFilter(ImmutableArray<string> On, Condition? Where)
{
    public SourcePosition At { get; init; }

    /// <summary>Where the types stand; <see cref="At"/> when that is not known.</summary>
    public SourcePosition TypesAt { get => field.Line > 0 ? field : At; init; }
}
