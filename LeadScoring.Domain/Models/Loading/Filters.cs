namespace LeadScoring.Domain.Models.Loading;

/// <summary>Reads which events an entry speaks of: its <c>on</c> and <c>where</c>.</summary>
internal sealed class Filters(Conditions conditions, Findings findings)
{
    public EventFilter Read(Keys keys)
    {
        var types = findings.Filter(keys.Required("on"), "on") ?? [];
        return new EventFilter(types, conditions.Read(keys.Optional("where"), "where", ConditionFields.Event)) { At = keys.At };
    }
}
