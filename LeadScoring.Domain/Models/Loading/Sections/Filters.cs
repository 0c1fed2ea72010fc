using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads which events an entry speaks of: its <c>on</c> and <c>where</c>.</summary>
internal sealed class Filters(ConditionReader conditions, Findings findings)
{
    public EventFilter Read(Keys keys)
    {
        var on = keys.Required("on");
        var types = findings.Filter(on, "on") ?? [];
        return new EventFilter(types, conditions.Read(keys.Optional("where"), "where", ConditionKind.Event)) { At = keys.At, TypesAt = on?.At ?? default };
    }
}
