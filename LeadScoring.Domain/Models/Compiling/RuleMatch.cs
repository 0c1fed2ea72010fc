using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>What one event or band rule does with events of one type.</summary>
/// <param name="Shape">Of the rule's state.</param>
/// <param name="Where">Condition on the event; null = always.</param>
/// <param name="Field">Number of the field that the rule measures; -1 for none.</param>
internal sealed record RuleMatch(StateShape Shape, Check<EventView>? Where, int Field)
{
    // Most conditions are one test of one field: asked directly, it costs one virtual call instead of two.
    private readonly EventTest? _only = Where as EventTest;

    public bool Holds(EventView view) => _only is not null
        ? _only.HoldsOn(view)
        : Where is null || Where.Holds(view, default);
}
