using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Events;

/// <summary>A test of one event field.</summary>
internal sealed class EventTest(int field, TextTest test) : Check<EventView>
{
    public override bool Holds(EventView subject, Day asOf) => test.Holds(ref subject[field], asOf);
}
