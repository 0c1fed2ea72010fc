using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

internal sealed class EventTest(int field, TextTest test) : Check<EventView>
{
    public override bool Holds(EventView subject, Day asOf) => HoldsOn(subject);

    /// <summary>The answer does not depend on a day: such tests are errors in <c>where</c>.</summary>
    public bool HoldsOn(EventView view) => test.Holds(ref view[field], default);
}
