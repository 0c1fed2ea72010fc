using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Something that could happen to a lead today, with what was evaluated to verify it. Closed: the nested cases are all there are.</summary>
public abstract record Step
{
    private Step() { }

    /// <summary>Id of the rule that gains; null where a gate asks for the value.</summary>
    public abstract string? Rule { get; }

    /// <summary>What happens, in words.</summary>
    public required string Text { get; init; }

    /// <summary>One more match of a rule.</summary>
    /// <param name="RuleId">Of an event, band or state rule.</param>
    /// <param name="Event">The event that was tried.</param>
    public sealed record Match(string RuleId, LeadEvent Event) : Step
    {
        public override string? Rule => RuleId;
    }

    /// <summary>An attribute with a value that satisfies a profile rule.</summary>
    /// <param name="RuleId">Of a profile rule.</param>
    /// <param name="Field">The attribute.</param>
    /// <param name="Told">The value that was tried.</param>
    public sealed record Value(string RuleId, string Field, FieldValue Told) : Step
    {
        public override string? Rule => RuleId;
    }

    /// <summary>An attribute that <c>gates.required</c> asks for and that is missing.</summary>
    /// <param name="Field">The attribute.</param>
    /// <param name="Told">The value that was tried.</param>
    public sealed record Required(string Field, FieldValue Told) : Step
    {
        public override string? Rule => null;
    }
}
