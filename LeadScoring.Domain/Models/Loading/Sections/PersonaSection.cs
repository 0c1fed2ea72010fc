using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>personas</c>: recognised by the profile (<c>when</c>), by an event (<c>on</c>) or by both; sent somewhere at once, or followed up in time.</summary>
internal sealed class PersonaSection(Filters filters, ConditionReader conditions, Findings findings)
{
    public ImmutableArray<Persona> Read(Node? node)
    {
        var ids = new Ids(findings, "persona");
        return [.. findings.Items(node, "personas").Select(item => Keys.Of(item, "a persona", findings)).OfType<Keys>().Select(keys => ReadPersona(keys, ids))];
    }

    private Persona ReadPersona(Keys keys, Ids ids)
    {
        var byEvent = keys.Has("on");
        var id = ids.Read(keys);
        var when = conditions.Read(byEvent ? keys.Optional("when") : keys.Required("when"), "when", ConditionKind.Profile);
        var on = byEvent ? filters.Read(keys) : null;
        var to = Destinations.HandOff(keys, required: !keys.Has("followUp"));
        var persona = new Persona(id, when, on, to, Destinations.RespondWithin(keys), Destinations.Attempts(keys), ReadFollowUp(keys.Optional("followUp"))) { At = keys.At };
        keys.Close(static key => key is "where" ? "Add 'on': 'where' sets conditions on an event." : null);
        return persona;
    }

    private FollowUp? ReadFollowUp(Node? node)
    {
        if (Keys.Of(node, "'followUp'", findings) is not { } keys)
            return null;
        var by = findings.Word(keys.Required("by"), "by", Owners.Words);
        var within = findings.Time(keys.Required("within"), "within");
        keys.Close();
        return by is { } owner && within is { } time ? new FollowUp(owner, time) : null;
    }
}
