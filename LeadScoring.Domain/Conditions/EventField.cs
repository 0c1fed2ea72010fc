using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>How an event field named in a condition gets its value: a property, or derived (docs/reference/scoring.md#event-fields).</summary>
internal readonly struct EventField(string name, bool readsPropertiesByName)
{
    // Names of properties are mostly the same few literals: an interned one is found by its reference.
    private readonly string _name = string.Intern(readsPropertiesByName && EventFields.IsProperty(name) ? name[EventFields.Properties.Length..] : name);
    private readonly Kind _kind = name switch
    {
        _ when readsPropertiesByName && EventFields.IsProperty(name) => Kind.Property,
        "type" => Kind.Type,
        "source" => Kind.Source,
        "channel" => Kind.Channel,
        "path" => Kind.Path,
        _ => Kind.Property,
    };

    private enum Kind : byte
    {
        Property,
        Type,
        Source,
        Channel,
        Path,
    }

    public void Read(LeadEvent e, ref TextValue into)
    {
        switch (_kind)
        {
            case Kind.Type:
                into.Set(e.Type);
                return;
            case Kind.Source:
                into.Set(e.Source);
                return;
        }

        into.Set(e.Properties[_name]);
        if (!into.IsMissing)
            return;
        if (_kind == Kind.Channel)
            into.Set(EventTypes.ChannelOf(e.Type));
        else if (_kind == Kind.Path && e.Properties["url"].Text is { } url && UrlPath.TryFind(url, out var start, out var length))
            ReadPath(url, start, length, ref into);
    }

    private static void ReadPath(string url, int start, int length, ref TextValue into)
    {
        if (length == 0)
            into.Set("/");
        else
            into.Set(url, start, length);
    }
}
