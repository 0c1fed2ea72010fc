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
        var persona = new Persona(id, when, on, to, Destinations.RespondWithin(keys), Destinations.Attempts(keys), ReadFollowUp(keys.Optional("followUp"))) { At = keys.At, Escalate = Destinations.Escalate(keys) };
        keys.Close(static key => key is "where" ? "Add 'on': 'where' sets conditions on an event." : null);
        return persona;
    }

    private FollowUp? ReadFollowUp(Node? node)
    {
        if (Keys.Of(node, "'followUp'", findings) is not { } keys)
            return null;
        var by = findings.Word(keys.Required("by"), "by", Owners.Words);
        var after = findings.DaysFromOne(keys.Optional("after"), "after");
        var within = findings.Time(keys.Has("after") ? keys.Optional("within") : keys.Required("within"), "within");
        if (keys.Has("after") && keys.Has("within"))
            findings.Add(Codes.Kind, keys.At, "'followUp' has both within and after: it is asked for now or later.", "Keep one of the two.");
        keys.Close();
        return by is not { } owner ? null
            : after is { } days ? new FollowUp(owner, TimeSpan.Zero) { AfterDays = days }
            : within is { } time ? new FollowUp(owner, time) : null;
    }
}
